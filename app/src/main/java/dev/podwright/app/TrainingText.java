package dev.podwright.app;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.validation.Evidence;
import dev.podwright.validation.LayerCheck;
import dev.podwright.validation.TrainingCheck;
import dev.podwright.validation.TrainingCheck.Outcome;
import dev.podwright.validation.TrainingRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Measured training rows against their predictions, by framework and chip.
final class TrainingText {
    private static final double MS = 1e3;

    private final Map<String, List<Outcome>> groups = new TreeMap<>();
    private final Map<String, List<Outcome>> totals = new TreeMap<>();

    private TrainingText() {}

    static String of(Evidence evidence, Catalog catalog, Calibration calibration) {
        TrainingText text = new TrainingText();
        TrainingRows.Reading reading = TrainingRows.read(evidence, catalog);
        TrainingCheck.Result result = new TrainingCheck(catalog, calibration).predict(reading.rows());
        result.outcomes().forEach(o -> text.add(o, catalog));
        StringBuilder out = new StringBuilder(text.table().toString());
        result.unpredicted().forEach((reason, rows) -> out.append("not predicted: %s rows, %s%n".formatted(Show.count(rows), reason)));
        reading.skipped().forEach((reason, rows) -> out.append("left out: %s rows, %s%n".formatted(Show.count(rows), reason)));
        return out.append(System.lineSeparator()).append(layers(evidence, catalog, calibration)).toString();
    }

    private void add(Outcome outcome, Catalog catalog) {
        String kind = outcome.row().model().mixture() ? "moe" : "dense";
        String chip = outcome.row().chip();
        String vendor = catalog.chip(outcome.row().pod().chip()).vendor();
        groups.computeIfAbsent("%s, %s %s".formatted(framework(outcome.row().software().id()), kind, chip), _ -> new ArrayList<>()).add(outcome);
        for (String total : List.of("all", "all " + vendor + " " + kind)) {
            totals.computeIfAbsent(total, _ -> new ArrayList<>()).add(outcome);
        }
    }

    /// Releases of Megatron-Bridge belong together: their rows repeat the same setups.
    private static String framework(String software) {
        return software.startsWith("megatron-bridge") ? "megatron-bridge" : software;
    }

    private Table table() {
        Table table = new Table("tokens/s per rank of", "rows", "bias %", "median %", "p90 %", "in interval %", "constant MFU median %", "constant MFU p90 %");
        groups.forEach((name, outcomes) -> row(table, name, outcomes));
        totals.forEach((name, outcomes) -> row(table, name, outcomes));
        return table;
    }

    private static void row(Table table, String name, List<Outcome> outcomes) {
        double[] errors = outcomes.stream().mapToDouble(Outcome::error).sorted().toArray();
        double[] constant = outcomes.stream().flatMapToDouble(o -> o.constantError().stream()).toArray();
        long covered = outcomes.stream().filter(Outcome::covered).count();
        table.row(name, Show.count(outcomes.size()), quantile(errors, 0.5), quantile(absolute(errors), 0.5), quantile(absolute(errors), 0.9),
                "%.0f".formatted(100.0 * covered / outcomes.size()), quantile(absolute(constant), 0.5), quantile(absolute(constant), 0.9));
    }

    private static String layers(Evidence evidence, Catalog catalog, Calibration calibration) {
        Table table = new Table("one layer", "forward ms", "predicted", "backward ms", "predicted ");
        for (LayerCheck.Outcome o : LayerCheck.predict(evidence, catalog, calibration)) {
            table.row(o.id(), Show.number(o.measuredForward() * MS), Show.number(o.forward() * MS), Show.number(o.measuredBackward() * MS),
                    Show.number(o.backward() * MS));
        }
        return table.toString();
    }

    private static double[] absolute(double[] errors) {
        return Arrays.stream(errors).map(Math::abs).sorted().toArray();
    }

    private static String quantile(double[] sorted, double share) {
        return sorted.length == 0 ? "-" : "%.0f".formatted(100 * sorted[(int) Math.min(sorted.length - 1L, Math.floor(share * sorted.length))]);
    }
}
