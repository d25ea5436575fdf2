package dev.podwright.app;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.InputException;
import dev.podwright.validation.Evidence;
import dev.podwright.validation.ServingCheck;
import dev.podwright.validation.ServingCheck.Outcome;
import dev.podwright.validation.ServingRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/// Measured serving rows against their predictions, by kind of model, chip and engine.
final class ServingText {
    private final Map<String, List<Outcome>> groups = new TreeMap<>();
    private final Map<String, Integer> skipped = new TreeMap<>();

    private ServingText() {}

    static String of(Evidence evidence, Catalog catalog, Calibration calibration) {
        ServingText text = new ServingText();
        ServingRow.Reading reading = ServingRow.read(evidence);
        text.skipped.putAll(reading.skipped());
        ServingCheck check = new ServingCheck(catalog, calibration);
        for (ServingRow row : reading.rows()) {
            try {
                text.add(check.predict(row));
            } catch (InputException unknown) {
                text.skipped.merge(unknown.getMessage(), 1, Integer::sum);
            }
        }
        return text.table();
    }

    private void add(Outcome outcome) {
        String kind = outcome.mixture() ? "moe" : "dense";
        String group = "%s %s %s".formatted(kind, outcome.row().chip(), outcome.row().engine());
        for (String name : List.of(group, kind + " all", "all")) {
            groups.computeIfAbsent(name, _ -> new ArrayList<>()).add(outcome);
        }
    }

    private String table() {
        Table table = new Table("rows of", "rows", "TPOT bias %", "median %", "p90 %", "in interval %", "TTFT bias %", "TTFT median %", "TTFT p90 %");
        groups.forEach((name, outcomes) -> {
            double[] tpot = errors(outcomes, Outcome::tpotError);
            double[] ttft = errors(outcomes.stream().filter(o -> o.row().ttft().isPresent()).toList(), Outcome::ttftError);
            long covered = outcomes.stream().filter(Outcome::tpotCovered).count();
            table.row(name, Show.count(outcomes.size()), quantile(tpot, 0.5), quantile(absolute(tpot), 0.5), quantile(absolute(tpot), 0.9),
                    "%.0f".formatted(100.0 * covered / outcomes.size()), quantile(ttft, 0.5), quantile(absolute(ttft), 0.5), quantile(absolute(ttft), 0.9));
        });
        StringBuilder out = new StringBuilder(table.toString());
        skipped.forEach((reason, rows) -> out.append("left out: %s rows, %s%n".formatted(Show.count(rows), reason)));
        return out.toString();
    }

    private static double[] errors(List<Outcome> outcomes, ToDoubleFunction<Outcome> error) {
        return outcomes.stream().mapToDouble(error).sorted().toArray();
    }

    private static double[] absolute(double[] errors) {
        return Arrays.stream(errors).map(Math::abs).sorted().toArray();
    }

    private static String quantile(double[] sorted, double share) {
        return sorted.length == 0 ? "-" : "%.0f".formatted(100 * sorted[(int) Math.min(sorted.length - 1L, Math.floor(share * sorted.length))]);
    }
}
