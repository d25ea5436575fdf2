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
import dev.podwright.network.fault.ConditionReader;
import dev.podwright.plan.Site;
import dev.podwright.plan.StepQuestion;
import dev.podwright.scenario.ScenarioReader;
import dev.podwright.step.Speculation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private static final Set<String> OF_SERVING = Set.of("--batch", "--context", "--drafts");
    private static final Set<String> OF_TRAINING = Set.of("--scenario", "--timeline");

    @Spec
    private CommandSpec spec;

    @Mixin
    private CatalogOptions catalogOptions;

    @Mixin
    private CalibrationOptions calibrationOptions;

    @Mixin
    private PrecisionOptions precision;

    @Option(names = "--scenario", paramLabel = "FILE", description = "Training: scenario file (YAML or JSON); options override its fields.")
    private Path scenario;

    @Option(names = "--model", paramLabel = "NAME|FILE", description = "A bundled model or a path to a config.json.")
    private String model;

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
    private ConditionOptions condition;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of what --fail draws and of hashes (default: 1).")
    private Long seed;

    @Mixin
    private TrainingOptions trainingOptions;

    @Mixin
    private SetupOptions setupOptions;

    @Mixin
    private ReportOption report;

    @Option(names = "--timeline", paramLabel = "FILE", description = "Training: write the schedule as a Chrome trace (opens in Perfetto).")
    private Path timeline;

    @Option(names = "--json", description = "Print the cost tree as JSON (docs/schema/explain.schema.json, training-explain.schema.json).")
    private boolean json;

    @Override
    public Integer call() {
        if (phase != null && phase.training || phase == null && scenario != null) {
            Purpose.TRAINING.refuse(spec, this::ofServing);
            return training();
        }
        Purpose.SERVING.refuse(spec, this::ofTraining);
        require();
        Catalog catalog = catalogOptions.catalog();
        Calibration calibration = calibrationOptions.calibration();
        Architecture architecture = Models.named(model);
        Site site = Site.of(architecture, pod(catalog), precision.wish(), speculation(architecture), condition.condition(seed), catalog, calibration);
        return print(StepExplanation.of(new StepQuestion(site, batch(), layout()), catalog, calibration), "", catalog, calibration);
    }

    private int training() {
        Catalog catalog = catalogOptions.catalog();
        Calibration calibration = calibrationOptions.calibration();
        Node question = trainingScenario();
        Answer answer = new TrainingExplanation(question, Optional.ofNullable(timeline)).answer(catalog, calibration);
        return print(answer, Yaml.write(question), catalog, calibration);
    }

    /// @param question as YAML, empty where the command line says everything
    private int print(Answer answer, String question, Catalog catalog, Calibration calibration) {
        report.write(spec, catalog, calibration, question, answer::page);
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
        if (phase == null) {
            throw new InputException("What to explain is missing.", "Add --decode, --prefill or --training.");
        }
        if (model == null || where == null) {
            throw new InputException("No %s is named.".formatted(model == null ? "model" : "pod"),
                    "Such as --model deepseek-r1 --pod cloudmatrix384, or --chip ascend-910b2 --chips 8.");
        }
    }

    private boolean ofServing(OptionSpec option) {
        return OF_SERVING.contains(option.longestName()) || PrecisionOptions.declares(option);
    }

    private boolean ofTraining(OptionSpec option) {
        return OF_TRAINING.contains(option.longestName()) || TrainingOptions.declares(option) || SetupOptions.declares(option);
    }

    private Node trainingScenario() {
        Node base = scenario == null ? Document.resource(ExplainCommand.class, "defaults-training.yaml") : Document.read(scenario);
        Map<String, Object> fields = Fields.given("model", model, "training", trainingOptions.fields(), "setup",
                setupOptions.fields(tensor, data, pipeline, experts), "targets", where == null ? null
                        : List.of(Fields.given("pod", where.pod, "chip", where.chip, "chips", chips)),
                ConditionReader.FIELD, condition.over(base, seed));
        Node merged = trainingOptions.settled(base).overlaid(Document.of("command line", fields));
        if (merged.find("model").isEmpty() || merged.find("targets").isEmpty()) {
            throw new InputException("No %s is named.".formatted(merged.find("model").isEmpty() ? "model" : "pod"),
                    "Such as --model llama-3.1-405b --pod superpod-h100 --chips 1024.");
        }
        return merged;
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
