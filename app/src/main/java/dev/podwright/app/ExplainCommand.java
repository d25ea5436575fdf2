package dev.podwright.app;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Pod;
import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `podwright explain`: where the time of one step goes.
@Command(name = "explain", description = "Show what one prefill or decode step or one training iteration costs, node by node, and what bounds each.")
final class ExplainCommand implements Callable<Integer> {
    private static final String TIMELINE = "--timeline";

    @Spec
    private CommandSpec spec;

    @Mixin
    private CatalogOptions catalogOptions;

    @Mixin
    private CalibrationOptions calibrationOptions;

    @Mixin
    private StepOptions question;

    @ArgGroup(multiplicity = "0..1")
    private Where where;

    private static final class Where {
        @Option(names = "--pod", paramLabel = "ID", description = "The pod.")
        private String pod;

        @Option(names = "--chip", paramLabel = "ID", description = "Instead of a pod: a server of this chip.")
        private String chip;
    }

    @Option(names = "--chips", paramLabel = "N", description = "Chips of it (default: the pod's own number, or one).")
    private Integer chips;

    @Mixin
    private ConditionOptions condition;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of what --fail draws and of hashes (default: 1).")
    private Long seed;

    @Mixin
    private ReportOption report;

    @Option(names = TIMELINE, paramLabel = "FILE", description = "Training: write the schedule as a Chrome trace (opens in Perfetto).")
    private Path timeline;

    @Option(names = "--json", description = "Print the cost tree as JSON (docs/schema/explain.schema.json, training-explain.schema.json).")
    private boolean json;

    @Override
    public Integer call() {
        if (question.training()) {
            Purpose.TRAINING.refuse(spec, StepOptions::ofServing);
            return training();
        }
        Purpose.SERVING.refuse(spec, this::ofTraining);
        require();
        Catalog catalog = catalogOptions.catalog();
        Calibration calibration = calibrationOptions.calibration();
        return print(StepExplanation.of(question.step(pod(catalog), condition.condition(seed), catalog, calibration), catalog, calibration), "", catalog, calibration);
    }

    private int training() {
        Catalog catalog = catalogOptions.catalog();
        Calibration calibration = calibrationOptions.calibration();
        List<Map<String, Object>> targets = where == null ? null : List.of(Fields.given("pod", where.pod, "chip", where.chip, "chips", chips));
        Node scenario = question.iteration(targets, base -> condition.over(base, seed));
        Answer answer = new TrainingExplanation(scenario, Optional.ofNullable(timeline)).answer(catalog, calibration);
        return print(answer, Yaml.write(scenario), catalog, calibration);
    }

    /// @param scenario as YAML, empty where the command line says everything
    private int print(Answer answer, String scenario, Catalog catalog, Calibration calibration) {
        report.write(spec, catalog, calibration, scenario, answer::page);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(answer.json());
        } else {
            out.print(answer.text());
            out.print(Provenance.line(catalog, calibration));
        }
        return 0;
    }

    /// What a step cannot do without; a training scenario may come from a file.
    private void require() {
        question.requirePhase();
        if (!question.named() || where == null) {
            throw new InputException("No %s is named.".formatted(question.named() ? "pod" : "model"),
                    "Such as --model deepseek-r1 --pod cloudmatrix384, or --chip ascend-910b2 --chips 8.");
        }
    }

    private boolean ofTraining(OptionSpec option) {
        return option.longestName().equals(TIMELINE) || StepOptions.ofTraining(option);
    }

    private Pod pod(Catalog catalog) {
        if (chips != null && chips < 1) {
            throw new InputException("--chips is %d.".formatted(chips), "Give at least 1.");
        }
        if (where.chip != null) {
            return catalog.adHoc(where.chip, chips == null ? 1 : chips);
        }
        Pod pod = catalog.pod(where.pod);
        return chips == null || chips == pod.chips() ? pod : catalog.joined(pod, chips);
    }
}
