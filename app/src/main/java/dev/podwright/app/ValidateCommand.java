package dev.podwright.app;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.InputException;
import dev.podwright.units.Cost;
import dev.podwright.validation.Evidence;
import dev.podwright.validation.Published;
import dev.podwright.validation.PublishedCheck;
import dev.podwright.validation.PublishedCheck.Outcome;
import dev.podwright.validation.PublishedTraining;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `podwright validate`: how far can I trust these numbers?
@Command(name = "validate", description = "Predict the published results that ship with podwright and show the error of each.")
final class ValidateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CatalogOptions catalogOptions;

    @Mixin
    private CalibrationOptions calibrationOptions;

    @Option(names = "--evidence", paramLabel = "DIR",
            description = "Instead: predict the aggregated closed-loop rows of DIR/serving/measured.csv and the rows of"
                    + " DIR/training/measured.csv (docs/calibration.md has the columns).")
    private Path evidence;

    @Option(names = "--json", description = "Print the outcomes as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Catalog catalog = catalogOptions.catalog();
        Calibration calibration = calibrationOptions.calibration();
        if (evidence != null) {
            if (json) {
                throw new InputException("--json and --evidence do not go together yet.", "Leave one of them out.");
            }
            out.print(ServingText.of(new Evidence(evidence), catalog, calibration));
            out.println();
            out.print(TrainingText.of(new Evidence(evidence), catalog, calibration));
            out.print(Provenance.line(catalog, calibration));
            return 0;
        }
        List<Outcome> outcomes = new PublishedCheck(catalog, calibration).bundled();
        if (json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("schema", "podwright-validate/1");
            fields.put("made_with", Provenance.json(catalog, calibration));
            fields.put("outcomes", outcomes.stream().map(ValidateCommand::json).toList());
            out.print(Json.text(fields));
        } else {
            print(out, outcomes);
            out.print(Provenance.line(catalog, calibration));
        }
        return 0;
    }

    private static void print(PrintWriter out, List<Outcome> outcomes) {
        Table table = new Table("published result", "metric", "measured", "predicted", "error", "in interval", "most time in");
        for (Outcome outcome : outcomes) {
            Published result = outcome.result();
            table.row(result.id(), result.quantity(), Show.number(result.measured()),
                    Show.interval(outcome.predicted()), "%+.0f %%".formatted(100 * outcome.error()), outcome.covered() ? "yes" : "no",
                    largest(outcome.step()));
        }
        out.print(table);
        out.println();
        List<Outcome> serving = outcomes.stream().filter(o -> !training(o)).toList();
        summary(out, "serving, dense models", serving.stream().filter(o -> !o.mixture()).toList());
        summary(out, "serving, mixtures of experts", serving.stream().filter(Outcome::mixture).toList());
        summary(out, "training", outcomes.stream().filter(ValidateCommand::training).toList());
        summary(out, "all", outcomes);
    }

    private static boolean training(Outcome outcome) {
        return outcome.result() instanceof PublishedTraining;
    }

    private static void summary(PrintWriter out, String what, List<Outcome> outcomes) {
        double[] errors = outcomes.stream().mapToDouble(o -> Math.abs(o.error())).sorted().toArray();
        long covered = outcomes.stream().filter(Outcome::covered).count();
        out.printf("%s: %d results, nothing fitted to them: median absolute error %.0f %%, 90th percentile %.0f %%, largest %.0f %%; %d inside the interval (%.0f %%)%n",
                what, errors.length, 100 * errors[errors.length / 2], 100 * errors[(int) Math.ceil(0.9 * errors.length) - 1],
                100 * errors[errors.length - 1], covered, 100.0 * covered / errors.length);
    }

    private static String largest(Cost step) {
        return Breakdown.byName(step).entrySet().stream().max(Map.Entry.comparingByValue())
                .map(e -> "%s %.0f %%".formatted(e.getKey(), 100 * e.getValue() / step.seconds())).orElse("-");
    }

    private static Map<String, Object> json(Outcome outcome) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", outcome.result().id());
        fields.put("metric", outcome.result().quantity());
        fields.put("measured", outcome.result().measured());
        fields.put("predicted", PlanJson.interval(outcome.predicted()));
        fields.put("error", outcome.error());
        fields.put("source", outcome.result().source());
        fields.put("note", outcome.result().note());
        fields.put("step", CostJson.of(outcome.step()));
        return fields;
    }
}
