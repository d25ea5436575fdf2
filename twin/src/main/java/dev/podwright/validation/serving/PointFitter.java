package dev.podwright.validation.serving;

import dev.podwright.document.InputException;
import dev.podwright.validation.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Fits [PointTerms] to measured points: each point is predicted without any overhead and with each term changed a little, which says how its figures
/// go with them; then the terms of a key are those that leave the least (Huber's loss, shrunk towards no overhead), if groups that they were not fitted to
/// are better off with them.
final class PointFitter {
    private static final double HOST_CHANGE = 1e-3;
    private static final double DECODE_CHANGE = 1.2;
    private static final double PREFILL_CHANGE = 1.3;
    /// How far a term is expected to lie from none: seconds and logarithms.
    private static final double[] PRIOR = {0.5e-3, 0.2, 0.3, 0.1};
    private static final double FRONT_CHANGE = 10e-3;
    private static final double MOST_FRONT = 1;
    /// Figures of one group err alike: together they count as so many.
    private static final double OF_GROUP = 6;
    private static final double MOST_HOST = 20e-3;
    private static final int SWEEPS = 30;
    /// How far figures scatter whatever the terms: repeats of a configuration differ by a few per cent in pace and by a quarter in the time to the
    /// first token (README of the evidence); kernels add to both.
    private static final double PACE_NOISE = 0.12;
    private static final double WAITING_NOISE = 0.4;
    /// Errors beyond so many times the noise count in proportion, not squared.
    private static final double HUBER = 1.5;

    private final Machines machines;

    PointFitter(Machines machines) {
        this.machines = machines;
    }

    /// A point with the row it was read from.
    record Measured(Row row, Point point) {}

    /// One printed figure: how far it lay from its prediction, as ln(measured/predicted), and how that goes with the terms.
    record Seen(Measured of, Figure figure, double error, double[] slopes) {}

    /// What points show about the terms. Points whose steps are alike stay on one thread.
    List<Seen> seen(List<Measured> points) {
        return each(points, PointFitter::seen);
    }

    /// Errors of figures that are predicted with the terms of a fit.
    List<Seen> errors(List<Measured> points, PointFit fit) {
        return each(points, (m, predictor) -> errors(m, predictor.predict(m.row, m.point, fit.terms(m.point))));
    }

    private static List<Seen> errors(Measured m, Forecast forecast) {
        return figures(m.row).stream().map(figure -> new Seen(m, figure, Math.log(m.row.positive(figure.column()) / figure.of(forecast, m.point, m.row)), new double[0]))
                .filter(s -> Double.isFinite(s.error)).toList();
    }

    private List<Seen> each(List<Measured> points, BiFunction<Measured, PointPredictor, List<Seen>> judge) {
        TreeMap<String, List<Measured>> alike = new TreeMap<>();
        points.forEach(m -> alike.computeIfAbsent(PointBook.alike(m.point()), _ -> new ArrayList<>()).add(m));
        List<List<Measured>> groups = List.copyOf(alike.values());
        List<List<Seen>> found = IntStream.range(0, groups.size()).parallel().mapToObj(i -> {
            PointPredictor predictor = new PointPredictor(machines);
            return groups.get(i).stream().flatMap(m -> known(m, predictor, judge).stream()).toList();
        }).toList();
        return found.stream().flatMap(Collection::stream).toList();
    }

    /// Points that the catalogue does not know teach nothing.
    private static List<Seen> known(Measured m, PointPredictor predictor, BiFunction<Measured, PointPredictor, List<Seen>> judge) {
        try {
            return judge.apply(m, predictor);
        } catch (InputException | IllegalArgumentException | IllegalStateException unknown) {
            return List.of();
        }
    }

    private static List<Seen> seen(Measured m, PointPredictor predictor) {
        Function<PointTerms, Forecast> told = terms -> predictor.predict(m.row, m.point, terms);
        Forecast base = told.apply(PointTerms.NONE);
        Forecast host = told.apply(new PointTerms("", HOST_CHANGE, 1, 1, 0, 0));
        Forecast decode = told.apply(new PointTerms("", 0, DECODE_CHANGE, 1, 0, 0));
        Forecast prefill = told.apply(new PointTerms("", 0, 1, PREFILL_CHANGE, 0, 0));
        Forecast front = PointKey.served(m.point) ? base.after(FRONT_CHANGE) : base;
        List<Seen> seen = new ArrayList<>();
        for (Figure figure : figures(m.row)) {
            Function<Forecast, Double> log = f -> Math.log(figure.of(f, m.point, m.row));
            double here = log.apply(base);
            double[] slopes = {(log.apply(host) - here) / HOST_CHANGE, (log.apply(decode) - here) / Math.log(DECODE_CHANGE),
                (log.apply(prefill) - here) / Math.log(PREFILL_CHANGE), (log.apply(front) - here) / FRONT_CHANGE};
            double error = Math.log(m.row.positive(figure.column())) - here;
            if (Double.isFinite(error) && Double.isFinite(slopes[0] + slopes[1] + slopes[2] + slopes[3])) {
                seen.add(new Seen(m, figure, error, slopes));
            }
        }
        return seen;
    }

    /// Figures that say something of their own: of rates one, since the others follow from it.
    private static List<Figure> figures(Row row) {
        List<Figure> figures = new ArrayList<>();
        boolean rate = false;
        for (Figure figure : Figure.values()) {
            if (row.has(figure.column()) && !(figure.rate() && rate)) {
                figures.add(figure);
                rate |= figure.rate();
            }
        }
        return figures;
    }

    /// Terms that leave the least, for every key at every level.
    static List<PointTerms> solved(List<Seen> seen, Predicate<Measured> kept) {
        Map<String, List<Seen>> byKey = new TreeMap<>();
        seen.stream().filter(s -> kept.test(s.of)).forEach(s -> PointKey.of(s.of.point).forEach(key -> byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(s)));
        List<PointTerms> terms = new ArrayList<>();
        byKey.forEach((key, figures) -> chosen(key, figures).ifPresent(terms::add));
        return terms;
    }

    /// Terms that groups they were not fitted to are better off with; none where there is one group only, and no overhead where they are not.
    private static Optional<PointTerms> chosen(String key, List<Seen> figures) {
        Map<String, List<Seen>> groups = figures.stream().collect(Collectors.groupingBy(s -> PointKey.group(s.of.point), TreeMap::new, Collectors.toList()));
        if (groups.size() < 2) {
            return Optional.empty();
        }
        double without = 0;
        double with = 0;
        for (String name : groups.keySet()) {
            List<Seen> group = groups.get(name);
            double[] others = solved(figures.stream().filter(s -> !PointKey.group(s.of.point).equals(name)).toList());
            double share = Math.min(1, OF_GROUP / group.size());
            without += share * group.stream().mapToDouble(s -> loss(s, new double[PRIOR.length])).sum();
            with += share * group.stream().mapToDouble(s -> loss(s, others)).sum();
        }
        double[] theta = with < without ? solved(figures) : new double[PRIOR.length];
        return Optional.of(new PointTerms(key, theta[0], Math.exp(theta[1]), Math.exp(theta[2]), theta[3],
                (int) figures.stream().map(s -> s.of.point.id()).distinct().count()));
    }

    /// Huber's.
    private static double loss(Seen s, double[] theta) {
        double off = Math.abs(left(s, theta)) / noise(s.figure);
        return off < HUBER ? off * off / 2 : HUBER * (off - HUBER / 2);
    }

    /// Coordinate by coordinate, each the minimum of a weighted square.
    private static double[] solved(List<Seen> figures) {
        double[] theta = new double[PRIOR.length];
        Map<String, Long> sizes = figures.stream().collect(Collectors.groupingBy(s -> PointKey.group(s.of.point), Collectors.counting()));
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int t = 0; t < theta.length; t++) {
                double up = 0;
                double down = 1 / (PRIOR[t] * PRIOR[t]);
                for (Seen s : figures) {
                    double left = left(s, theta);
                    double noise = noise(s.figure);
                    double weight = Math.min(1, OF_GROUP / sizes.get(PointKey.group(s.of.point))) * Math.min(1, HUBER * noise / Math.abs(left)) / (noise * noise);
                    up += weight * s.slopes[t] * (left + s.slopes[t] * theta[t]);
                    down += weight * s.slopes[t] * s.slopes[t];
                }
                theta[t] = up / down;
            }
            theta[0] = Math.clamp(theta[0], 0, MOST_HOST);
            theta[3] = Math.clamp(theta[3], 0, MOST_FRONT);
        }
        return theta;
    }

    /// What is left of a figure's error under these terms.
    private static double left(Seen s, double[] theta) {
        double left = s.error;
        for (int t = 0; t < theta.length; t++) {
            left -= s.slopes[t] * theta[t];
        }
        return left;
    }

    private static double noise(Figure figure) {
        return figure == Figure.TTFT_MS || figure == Figure.REQUEST_LATENCY_MS ? WAITING_NOISE : PACE_NOISE;
    }
}
