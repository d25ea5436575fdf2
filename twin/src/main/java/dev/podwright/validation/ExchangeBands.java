package dev.podwright.validation;

import dev.podwright.fabric.Residual;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Interval half-widths from held-out errors: for every group that was seen, every chip and operation whose ranks or shapes were not, every pool for
/// chips that were not; three size classes each, leaning on the kind where rows are few.
final class ExchangeBands {
    private static final int SIZES = 3;
    /// Share of a cell's held-out rows that its half-width holds. Cells whose errors have no tail hold more, so that nine in ten of all rows are held.
    private static final double SHARE = 0.88;
    /// Rows at which a cell counts as much as what it leans on.
    private static final double LEANING = 4;
    /// Not even repeats are closer than this.
    private static final double LEAST = 0.01;
    private static final double THOUSAND = 1000;
    private static final String SEEN = "seen ";

    private ExchangeBands() {}

    /// Names of a case's bands, nearest first.
    static List<String> names(ExchangeLearner.Priced priced) {
        List<String> names = new ArrayList<>();
        names.add(SEEN + priced.one().op() + "/" + priced.one().group());
        names.addAll(Residual.bands(priced.names()));
        names.add(priced.one().kind());
        return names;
    }

    /// Half-widths in thousandths of a log by band name.
    static Map<String, List<Integer>> of(Map<ExchangeFolds, List<ExchangeFolds.Held>> experiments) {
        Map<String, List<Integer>> bands = new TreeMap<>();
        experiments.forEach((experiment, held) -> {
            Map<String, List<ExchangeFolds.Held>> byKind = grouped(held, h -> h.priced().one().kind());
            byKind.forEach((kind, rows) -> {
                double[] all = quantiles(rows, new double[] {LEAST, LEAST, LEAST}, 0);
                // A pool's own width stands between the kind and its chips.
                Map<String, double[]> pools = new TreeMap<>();
                grouped(rows, h -> h.priced().names().getLast()).forEach((pool, own) -> pools.put(pool, quantiles(own, all, LEANING)));
                int place = experiment.ordinal();
                grouped(rows, h -> names(h.priced()).get(place)).forEach((name, own) ->
                        bands.put(name, thousandths(quantiles(own, pools.get(own.getFirst().priced().names().getLast()), LEANING))));
                if (experiment == ExchangeFolds.FAR) {
                    bands.put(kind, thousandths(all));
                }
            });
        });
        return bands;
    }

    private static double[] quantiles(List<ExchangeFolds.Held> rows, double[] wider, double leaning) {
        double[] found = new double[SIZES];
        for (int size = 0; size < SIZES; size++) {
            int at = size;
            double[] errors = rows.stream().filter(h -> ExchangePlaces.size(h.priced().one()) == at).mapToDouble(h -> Math.abs(h.log())).sorted().toArray();
            found[size] = errors.length == 0 ? wider[size]
                    : Math.exp((errors.length * Math.log(Math.max(LEAST, conformal(errors))) + leaning * Math.log(wider[size])) / (errors.length + leaning));
        }
        return found;
    }

    /// The error that the next row stays below with probability [#SHARE], as ranks of exchangeable errors say.
    static double conformal(double[] sorted) {
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil((sorted.length + 1) * SHARE) - 1)];
    }

    private static <T> Map<String, List<T>> grouped(List<T> rows, Function<T, String> by) {
        Map<String, List<T>> groups = new TreeMap<>();
        rows.forEach(row -> groups.computeIfAbsent(by.apply(row), _ -> new ArrayList<>()).add(row));
        return groups;
    }

    private static List<Integer> thousandths(double[] logs) {
        return Arrays.stream(logs).mapToObj(log -> (int) Math.ceil(log * THOUSAND)).toList();
    }
}
