package dev.podwright.validation.judge;

import dev.podwright.validation.Errors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// Measurements of one thing that a table holds several times.
final class Repeats {
    private static final double MIDDLE = 0.5;
    private static final double MOST = 0.9;

    private final Map<Of, Doubles> open = new HashMap<>();
    private final TreeMap<Kind, TreeMap<Metric, Spread>> spreads = new TreeMap<>();

    private record Of(Kind kind, Metric metric, String op, String conditions) {}

    /// Distances of the measurements from the middle of their thing.
    private static final class Spread {
        private final Doubles distances = new Doubles();
        private int things;
    }

    void add(String conditions, JudgedRow row) {
        OptionalDouble measured = row.outcome() instanceof Outcome.Insufficient ? OptionalDouble.empty() : row.measured();
        measured.ifPresent(value -> open.computeIfAbsent(new Of(row.kind(), row.metric(), row.op(), conditions), _ -> new Doubles()).add(value));
    }

    /// A table is done: things do not reach beyond it.
    void close() {
        open.forEach((of, values) -> {
            double[] sorted = values.sorted();
            if (sorted.length > 1) {
                Spread spread = spreads.computeIfAbsent(of.kind, _ -> new TreeMap<>()).computeIfAbsent(of.metric, _ -> new Spread());
                double middle = Errors.quantile(sorted, MIDDLE);
                spread.things++;
                for (double value : sorted) {
                    spread.distances.add(Math.abs(value / middle - 1));
                }
            }
        });
        open.clear();
    }

    List<NoiseFloor> floors() {
        List<NoiseFloor> floors = new ArrayList<>();
        spreads.forEach((kind, byMetric) -> byMetric.forEach((metric, spread) -> {
            double[] sorted = spread.distances.sorted();
            floors.add(new NoiseFloor(kind, metric, spread.things, sorted.length, Errors.quantile(sorted, MIDDLE), Errors.quantile(sorted, MOST)));
        }));
        return floors;
    }
}
