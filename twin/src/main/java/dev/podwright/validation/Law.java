package dev.podwright.validation;

import dev.podwright.calibration.CollectiveFit;
import dev.podwright.catalog.Pod;
import dev.podwright.fabric.Fabric;
import dev.podwright.units.Spread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/// Efficiency, step and launch of one operation, with a launch of its own for every harness: harnesses launch by graph replay, by stream or by
/// a framework, and share the rest.
record Law(String owner, String operation, double efficiency, double step, Map<String, Double> launches, String main,
           Map<String, Bench> benches, List<CollectiveFit> context) {
    /// Log errors within this are weighed by their square, larger ones by their size: a soft-L1 loss.
    private static final double SOFT = 0.1;
    private static final double START_EFFICIENCY = 0.7;
    private static final double START_STEP = 1e-6;
    /// Share of the shortest measured time to begin the search for the launch with.
    private static final double START_LAUNCH = 0.6;
    /// A harness with fewer rows does not stand for the launch of the product.
    private static final int MAIN_ROWS = 10;
    /// Weight of the distance from the wider pool's fit, in units of the loss.
    private static final double LEANING = 1;
    /// Weight of the distance from where the search begins, where no wider pool exists: settles only what rows leave open.
    private static final double UNTOLD = 0.05;
    private static final double SIMPLEX_SIDE = 0.5;
    private static final double TOLERANCE = 1e-6;
    private static final int EVALUATIONS = 1500;
    /// Enough rows for three numbers; more are thinned evenly.
    private static final int ROWS = 300;
    /// Log of the least time worth a parameter, a nanosecond: keeps the simplex from wandering off.
    private static final double FLOOR = Math.log(1e-9);

    /// @param kin law of the same operation on other chips of the next wider pool, towards which few or confounded rows lean
    static Law fit(String owner, String operation, List<ExchangeRow> all, Map<String, Bench> benches, List<CollectiveFit> context, Optional<Law> kin) {
        List<ExchangeRow> rows = thinned(all);
        // Too few rows to tell harnesses apart share one launch.
        List<ExchangeRow> told = rows.size() < MAIN_ROWS ? rows.stream().map(r -> r.by(rows.getFirst().harness())).toList() : rows;
        Map<String, Long> harnesses = told.stream().collect(Collectors.groupingBy(ExchangeRow::harness, LinkedHashMap::new, Collectors.counting()));
        List<String> names = harnesses.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey).toList();
        double[] start = new double[2 + names.size()];
        start[0] = Math.log(kin.map(Law::efficiency).orElse(START_EFFICIENCY));
        start[1] = Math.max(FLOOR, Math.log(kin.map(Law::step).orElse(START_STEP)));
        double[] expected = start.clone();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            start[2 + i] = Math.log(START_LAUNCH * told.stream().filter(r -> r.harness().equals(name)).mapToDouble(ExchangeRow::seconds).min().orElseThrow());
        }
        Map<Pod, List<ExchangeRow>> byPod = byPod(told, benches);
        List<CollectiveFit> others = context.stream().filter(f -> !f.chip().equals(owner) || !f.operation().equals(operation)).toList();
        double longest = atMost(owner, operation, rows, context, CollectiveFit::launch);
        double longestStep = atMost(owner, operation, rows, context, CollectiveFit::latency);
        start[1] = Math.min(start[1], Math.max(FLOOR, Math.log(longestStep)));
        for (int i = 0; i < names.size(); i++) {
            start[2 + i] = Math.min(start[2 + i], Math.log(longest));
        }
        var optimum = new SimplexOptimizer(TOLERANCE, TOLERANCE).optimize(new MaxEval(EVALUATIONS * names.size()), GoalType.MINIMIZE, new InitialGuess(start),
                new NelderMeadSimplex(start.length, SIMPLEX_SIDE),
                new ObjectiveFunction(x -> of(owner, operation, x, names, longest, longestStep, benches, others).loss(byPod) + outside(x)
                        + distance(x, expected) * (kin.isPresent() ? 1 : UNTOLD)));
        return of(owner, operation, optimum.getPoint(), names, longest, longestStep, benches, others).standingFor(told);
    }

    private static Law of(String owner, String operation, double[] x, List<String> names, double longest, double longestStep, Map<String, Bench> benches, List<CollectiveFit> others) {
        Map<String, Double> launches = new HashMap<>();
        boolean fixed = longest < Double.MAX_VALUE && !operation.endsWith(".network");
        for (int i = 0; i < names.size(); i++) {
            launches.put(names.get(i), fixed ? longest : Math.min(longest, Math.exp(Math.max(FLOOR, x[2 + i]))));
        }
        return new Law(owner, operation, Math.min(1, Math.exp(x[0])), Math.min(longestStep, Math.exp(Math.max(FLOOR, x[1]))), launches, names.getFirst(), benches, others);
    }

    /// Squared log distance of efficiency and step from the wider pool's.
    private static double distance(double[] x, double[] expected) {
        return LEANING * ((x[0] - expected[0]) * (x[0] - expected[0]) + (x[1] - expected[1]) * (x[1] - expected[1]));
    }

    /// Long messages alone cannot tell a launch or a step: the launch is then that of the all-reduce (between nodes at most that), the step at
    /// most that of the all-reduce.
    private static double atMost(String owner, String operation, List<ExchangeRow> rows, List<CollectiveFit> context,
            ToDoubleFunction<CollectiveFit> figure) {
        int variant = operation.indexOf('.');
        String allReduce = "all_reduce" + (variant < 0 ? "" : operation.substring(variant));
        if (rows.stream().anyMatch(r -> r.collective().bytes() < CollectiveFitter.LAUNCH_MATTERS_BELOW)) {
            return Double.MAX_VALUE;
        }
        return context.stream().filter(f -> f.chip().equals(owner) && f.operation().equals(allReduce)).mapToDouble(figure).findFirst()
                .orElse(Double.MAX_VALUE);
    }

    /// The launch of the product is the least that a harness with short messages enough shows: others add their host's time.
    private Law standingFor(List<ExchangeRow> rows) {
        Map<String, Long> harnesses = rows.stream().filter(r -> r.collective().bytes() < CollectiveFitter.LAUNCH_MATTERS_BELOW)
                .collect(Collectors.groupingBy(ExchangeRow::harness, LinkedHashMap::new, Collectors.counting()));
        String least = harnesses.entrySet().stream().filter(e -> e.getValue() >= MAIN_ROWS).map(Map.Entry::getKey)
                .min(Comparator.<String>comparingDouble(launches::get).thenComparing(Comparator.naturalOrder())).orElse(main);
        return new Law(owner, operation, efficiency, step, launches, least, benches, context);
    }

    /// Expert exchange has modes of which one must not be chosen while another is fitted.
    static String mode(String operation) {
        return operation.contains(".low_latency") ? "low_latency" : operation.contains(".rack") ? "rack" : "";
    }

    private static double outside(double[] x) {
        double penalty = Math.max(0, x[0]);
        for (int i = 1; i < x.length; i++) {
            penalty += Math.max(0, FLOOR - x[i]);
        }
        return penalty;
    }

    private double loss(Map<Pod, List<ExchangeRow>> byPod) {
        double loss = 0;
        for (double log : logs(byPod)) {
            loss += Math.sqrt(1 + (log / SOFT) * (log / SOFT)) - 1;
        }
        return loss;
    }

    /// ln(measured/predicted) of each row.
    List<Double> logErrors(List<ExchangeRow> rows) {
        return logs(byPod(rows, benches));
    }

    private List<Double> logs(Map<Pod, List<ExchangeRow>> byPod) {
        List<Double> logs = new ArrayList<>();
        byPod.forEach((pod, rows) -> {
            Map<String, Fabric> fabrics = new HashMap<>();
            for (ExchangeRow row : rows) {
                Fabric fabric = fabrics.computeIfAbsent(row.harness(), h -> fabric(pod, row));
                double predicted = fabric.price(operation, row.collective()).seconds();
                logs.add(Math.log(row.seconds() / predicted));
            }
        });
        return logs;
    }

    private Fabric fabric(Pod pod, ExchangeRow row) {
        List<CollectiveFit> fits = new ArrayList<>(context);
        fits.add(fit(launches.getOrDefault(row.harness(), launches.get(main)), 0, 0, 0, Spread.NONE, ""));
        if (!mode(operation).isEmpty()) {
            // The normal mode must not be chosen instead.
            String base = operation.substring(0, operation.indexOf('.'));
            fits.add(new CollectiveFit(row.chip(), base, 1, 1, 1, 0, 0, 0, Spread.NONE, ""));
        }
        Fabric fabric = Fabric.of(pod, benches.get(row.chip()).chip(), fits);
        return row.kernel() == ExchangeRow.Kernel.ENGINE ? fabric.inEngine() : fabric;
    }

    CollectiveFit asFit(int rows, double median, double p90, Spread spread, String source) {
        return fit(launches.get(main), rows, median, p90, spread, source);
    }

    private CollectiveFit fit(double launch, int rows, double median, double p90, Spread spread, String source) {
        return new CollectiveFit(owner, operation, efficiency, step, launch, rows, median, p90, spread, source);
    }

    private static Map<Pod, List<ExchangeRow>> byPod(List<ExchangeRow> rows, Map<String, Bench> benches) {
        return rows.stream().collect(Collectors.groupingBy(r -> benches.get(r.chip()).pod(r), LinkedHashMap::new, Collectors.toList()));
    }

    private static List<ExchangeRow> thinned(List<ExchangeRow> rows) {
        if (rows.size() <= ROWS) {
            return rows;
        }
        List<ExchangeRow> sorted = rows.stream().sorted(Comparator.comparing(ExchangeRow::chip).thenComparing(ExchangeRow::harness)
                .thenComparing(ExchangeRow::ranks).thenComparing(ExchangeRow::seconds)).toList();
        List<ExchangeRow> kept = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            kept.add(sorted.get((int) ((long) i * sorted.size() / ROWS)));
        }
        return kept;
    }
}
