package dev.podwright.app;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `podwright plan`: which pod, how many cards, which layout.
@Command(name = "plan", description = "Find the best way to serve or to train a model on each pod; with no options, an example.")
final class PlanCommand implements Callable<Integer> {
    /// Exit code when no pod meets the demand: the answer is printed, but it is a no.
    private static final int NOTHING_MEETS = 2;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ScenarioOptions options;

    @Mixin
    private CatalogOptions catalogOptions;

    @Mixin
    private CalibrationOptions calibrationOptions;

    @Option(names = "--training", description = "Plan how to train the model instead.")
    private boolean training;

    @Mixin
    private TrainingOptions trainingOptions;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of what --fail draws and of hashes (default: 1).")
    private Long seed;

    @Mixin
    private ConfirmOptions confirm;

    @Mixin
    private ReportOption report;

    @Option(names = "--timeline", paramLabel = "FILE", description = "Training: write the winner's schedule as a Chrome trace (opens in Perfetto).")
    private Path timeline;

    @Option(names = "--json", description = "Print the plan as JSON (docs/schema/plan.schema.json, training-plan.schema.json).")
    private boolean json;

    @Option(names = "--print-scenario", description = "Print the scenario that these options make, and stop.")
    private boolean printScenario;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Planning planning = planning();
        if (printScenario) {
            out.print(Yaml.write(planning.scenario()));
            return 0;
        }
        Catalog catalog = catalogOptions.catalog();
        Calibration calibration = calibrationOptions.calibration();
        Answer answer = planning.answer(catalog, calibration);
        report.write(spec, catalog, calibration, Yaml.write(planning.scenario()), answer::page);
        if (json) {
            out.print(answer.json());
        } else {
            out.print(answer.text());
            out.print(Provenance.line(catalog, calibration));
        }
        return answer.found() ? 0 : NOTHING_MEETS;
    }

    private Planning planning() {
        if (training || options.fileAsksForTraining()) {
            Purpose.TRAINING.refuse(spec, option -> ScenarioOptions.ofServing(option) || ConfirmOptions.declares(option));
            return new TrainingPlanning(options.training(trainingOptions, seed), Optional.ofNullable(timeline));
        }
        Purpose.SERVING.refuse(spec, option -> TrainingOptions.declares(option) || option.longestName().equals("--timeline"));
        return new ServingPlanning(confirm.over(options.scenario(seed), spec), confirm::confirmer);
    }
}
