package dev.podwright.app;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Pod;
import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Architecture;
import dev.podwright.model.Batch;
import dev.podwright.model.Models;
import dev.podwright.network.fault.Condition;
import dev.podwright.network.fault.ConditionReader;
import dev.podwright.plan.Site;
import dev.podwright.plan.StepQuestion;
import dev.podwright.scenario.ScenarioReader;
import dev.podwright.step.Speculation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/// One prefill or decode step or one training iteration, as options; where it runs stands with the command.
final class StepOptions {
    private static final Set<String> OF_SERVING = Set.of("--batch", "--context", "--drafts");
    private static final String SCENARIO = "--scenario";

    @Mixin
    private PrecisionOptions precision;

    @Option(names = SCENARIO, paramLabel = "FILE", description = "Training: scenario file (YAML or JSON); options override its fields.")
    private Path scenario;

    @Option(names = "--model", paramLabel = "NAME|FILE", description = "A bundled model or a path to a config.json.")
    private String model;

    @ArgGroup(multiplicity = "0..1")
    private Phase phase;

    private static final class Phase {
        @Option(names = "--decode", description = "A decode step: one token per sequence.")
        private boolean decode;

        @Option(names = "--prefill", description = "A prefill step: whole prompts.")
        private boolean prefill;

        @Option(names = "--training", description = "An iteration of training.")
        private boolean training;
    }

    @Option(names = "--batch", defaultValue = "1", paramLabel = "N", description = "Sequences on every attention group (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--context", defaultValue = "4096", paramLabel = "TOKENS", description = "Tokens in the cache of each (decode) or prompt length (prefill; default: ${DEFAULT-VALUE}).")
    private int context;

    @Option(names = "--tp", paramLabel = "N", description = "Tensor-parallel size; with --dp, --pp, --ep it fixes the layout, without any the best is taken.")
    private Integer tensor;

    @Option(names = "--dp", paramLabel = "N", description = "Attention groups (attention data parallelism).")
    private Integer data;

    @Option(names = "--pp", paramLabel = "N", description = "Pipeline stages.")
    private Integer pipeline;

    @Option(names = "--ep", paramLabel = "N", description = "Expert-parallel size.")
    private Integer experts;

    @Option(names = "--drafts", defaultValue = "0", paramLabel = "N", description = "Tokens drafted per decode step by the model's own draft layers (default: ${DEFAULT-VALUE}).")
    private int drafts;

    @Mixin
    private TrainingOptions trainingOptions;

    @Mixin
    private SetupOptions setupOptions;

    /// Whether anything is asked at all.
    boolean asked() {
        return phase != null || scenario != null;
    }

    /// Whether a model is named on the command line.
    boolean named() {
        return model != null;
    }

    boolean training() {
        return phase != null && phase.training || phase == null && scenario != null;
    }

    void requirePhase() {
        if (phase == null) {
            throw new InputException("What to explain is missing.", "Add --decode, --prefill or --training.");
        }
    }

    static boolean ofServing(OptionSpec option) {
        return OF_SERVING.contains(option.longestName()) || PrecisionOptions.declares(option);
    }

    static boolean ofTraining(OptionSpec option) {
        return option.longestName().equals(SCENARIO) || TrainingOptions.declares(option) || SetupOptions.declares(option);
    }

    /// A step of serving.
    StepQuestion step(Pod pod, Condition condition, Catalog catalog, Calibration calibration) {
        Architecture architecture = Models.named(model);
        return new StepQuestion(Site.of(architecture, pod, precision.wish(), speculation(architecture), condition, catalog, calibration), batch(), layout());
    }

    /// An iteration of training as a scenario.
    ///
    /// @param targets where it runs, null if only the scenario file says so
    /// @param condition the field of that name over a scenario; null if there is none
    Node iteration(List<Map<String, Object>> targets, Function<Node, Object> condition) {
        Node base = scenario == null ? Document.resource(StepOptions.class, "defaults-training.yaml") : Document.read(scenario);
        Map<String, Object> fields = Fields.given("model", model, "training", trainingOptions.fields(), "setup", setupOptions.fields(tensor, data, pipeline, experts), "targets", targets,
                ConditionReader.FIELD, condition.apply(base));
        Node merged = trainingOptions.settled(base).overlaid(Document.of("command line", fields));
        if (merged.find("model").isEmpty() || merged.find("targets").isEmpty()) {
            throw new InputException("No %s is named.".formatted(merged.find("model").isEmpty() ? "model" : "pod"),
                    "Such as --model llama-3.1-405b --pod superpod-h100 --chips 1024.");
        }
        return merged;
    }

    private Batch batch() {
        if (batch < 1 || context < 1) {
            throw new InputException("--batch is %d and --context is %d.".formatted(batch, context), "Give at least 1 of each.");
        }
        return phase.decode ? new Batch(0, 0, 0, batch, context, 1 + drafts) : Batch.prefill(batch, context);
    }

    /// How many tokens a step keeps does not change what it costs.
    private Speculation speculation(Architecture architecture) {
        if (drafts < 0 || drafts > ScenarioReader.MOST_DRAFTS) {
            throw new InputException("--drafts is %d.".formatted(drafts), "Give 0 to %d.".formatted(ScenarioReader.MOST_DRAFTS));
        }
        if (drafts > 0 && (architecture.draftLayers() == 0 || phase.prefill)) {
            throw new InputException("--drafts %d needs a decode step of a model with draft layers.".formatted(drafts), "Leave it out, or explain --decode of deepseek-r1, say.");
        }
        return new Speculation(drafts, 1);
    }

    private Optional<ServingLayout> layout() {
        if (tensor == null && data == null && pipeline == null && experts == null) {
            return Optional.empty();
        }
        return Optional.of(Sizes.layout(tensor, data, pipeline, experts));
    }
}
