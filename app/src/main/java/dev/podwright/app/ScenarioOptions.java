package dev.podwright.app;

import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import dev.podwright.network.fault.ConditionReader;
import dev.podwright.scenario.TrainingScenarioReader;
import java.lang.reflect.Member;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/// The fields of a scenario as options: each is a shortcut for a field of the scenario file.
final class ScenarioOptions {
    private static final String ORIGIN = "command line";
    /// Options that scenarios of every kind have; all others here are of serving.
    private static final Set<String> COMMON = Set.of("--scenario", "--model", "--pod", "--chip", "--chips");

    @Option(names = "--scenario", paramLabel = "FILE", description = "Scenario file (YAML or JSON); options below override its fields.")
    private Path scenario;

    private Node read;

    @Option(names = "--model", paramLabel = "NAME|FILE", description = "A bundled model or a path to a config.json.")
    private String model;

    @Option(names = {"--pod", "--pods"}, paramLabel = "ID", split = ",", description = "Pods to plan on.")
    private List<String> pods = List.of();

    @Option(names = "--chip", paramLabel = "ID", description = "Instead of a pod: a server of this chip, joined by its own links.")
    private String chip;

    @Option(names = "--chips", paramLabel = "N", description = "Chips to use of each pod; without it, as many as the demand needs.")
    private Integer chips;

    @Mixin
    private WorkloadOptions workload;

    @Option(names = "--rate", paramLabel = "PER_SECOND", description = "Requests per second.")
    private Double rate;

    @Option(names = "--concurrency", paramLabel = "N", description = "Requests in flight, instead of a rate.")
    private Integer concurrency;

    @Option(names = "--ttft", paramLabel = "TIME", converter = Span.Converter.class, description = "Limit on the mean time to first token, such as 2s.")
    private Span ttft;

    @Option(names = "--tpot", paramLabel = "TIME", converter = Span.Converter.class, description = "Limit on the mean time per output token, such as 50ms.")
    private Span tpot;

    @Mixin
    private PrecisionOptions precision;

    @Option(names = "--mode", paramLabel = "MODE", description = "any, aggregated or disaggregated.")
    private String mode;

    @Option(names = "--drafts", paramLabel = "N", description = "Tokens drafted per step by the model's own draft layers.")
    private Integer drafts;

    @Option(names = "--tokens-per-step", paramLabel = "X", description = "Tokens kept per step on average when drafting.")
    private Double tokensPerStep;

    @Mixin
    private ConditionOptions condition;

    /// The scenario asked for: the file, or the embedded one, or the defaults, with the options laid over it.
    ///
    /// @param seed of what is drawn in the fabric; null = not given
    Node scenario(Long seed) {
        Node base = base("defaults.yaml", "embedded.yaml");
        Map<String, Object> fields = Fields.given(
                "model", model,
                "precision", precision.fields(),
                "workload", workload.fields(rate, concurrency),
                "limits", Fields.given("ttft_ms", milliseconds(ttft), "tpot_ms", milliseconds(tpot)),
                "targets", targets(),
                "mode", mode,
                "speculation", Fields.given("drafts", drafts, "tokens_per_step", tokensPerStep),
                ConditionReader.FIELD, condition.over(base, seed));
        if (fields == null) {
            return base;
        }
        Node overlay = Document.of(ORIGIN, fields);
        Node merged = complete(workload.under(base).overlaid(overlay));
        return overlay.find("workload").isPresent() ? withoutOtherLoad(merged) : merged;
    }

    /// The training scenario asked for, with these fields of its own.
    ///
    /// @param seed of what is drawn in the fabric; null = not given
    Node training(TrainingOptions options, Long seed) {
        Node base = base("defaults-training.yaml", "embedded-training.yaml");
        Map<String, Object> fields = Fields.given("model", model, "training", options.fields(), "targets", targets(), ConditionReader.FIELD, condition.over(base, seed));
        return complete(options.settled(base).overlaid(Document.of(ORIGIN, fields)));
    }

    /// Whether the scenario file, if one is named, asks for training.
    boolean fileAsksForTraining() {
        return scenario != null && TrainingScenarioReader.asks(file());
    }

    /// Whether an option declared here belongs to serving alone.
    static boolean ofServing(OptionSpec option) {
        return PrecisionOptions.declares(option)
                || option.userObject() instanceof Member member
                        && (member.getDeclaringClass() == WorkloadOptions.class
                                || member.getDeclaringClass() == ScenarioOptions.class && !COMMON.contains(option.names()[0]));
    }

    /// What breaks at a time, as `--fail` has it.
    List<String> incidents() {
        return condition.incidents();
    }

    /// Whether limits are the user's, not the defaults.
    boolean limited() {
        return scenario != null || ttft != null || tpot != null;
    }

    private Node complete(Node merged) {
        if (scenario == null && merged.find("model").isEmpty()) {
            throw new InputException("No model is named.", "Such as --model deepseek-r1, or --model FILE for a config.json.");
        }
        if (scenario == null && merged.find("targets").isEmpty()) {
            throw new InputException("No pod is named.", "Such as --pod cloudmatrix384, --pods h800-8,h20-8 or --chip ascend-910b2 --chips 8.");
        }
        return merged;
    }

    private Node base(String defaults, String embedded) {
        if (scenario != null) {
            return file();
        }
        boolean own = model != null || !pods.isEmpty() || chip != null;
        return Document.resource(ScenarioOptions.class, own ? defaults : embedded);
    }

    /// Read once: it may be a pipe.
    private Node file() {
        if (read == null) {
            read = Document.read(scenario);
        }
        return read;
    }

    /// A load on the command line takes the place of the other kind of load in the file.
    private Node withoutOtherLoad(Node merged) {
        Node requests = merged.get("workload");
        if (rate != null && concurrency == null) {
            return merged.with("workload", requests.without("concurrency"));
        }
        return concurrency != null && rate == null ? merged.with("workload", requests.without("rate_per_s")) : merged;
    }

    private List<Map<String, Object>> targets() {
        if (chip != null && !pods.isEmpty()) {
            throw new InputException("Both --chip and --pod are given.", "Name either pods, or a chip for a server of its own.");
        }
        if (chip == null && pods.isEmpty()) {
            if (chips != null && scenario == null) {
                throw new InputException("--chips needs a --pod or a --chip to count.", "Such as --pod cloudmatrix384 --chips " + chips + ".");
            }
            return null;
        }
        List<Map<String, Object>> targets = new ArrayList<>();
        for (String pod : pods) {
            targets.add(Fields.given("pod", pod, "chips", chips));
        }
        if (chip != null) {
            targets.add(Fields.given("chip", chip, "chips", chips));
        }
        return targets;
    }

    private static Double milliseconds(Span span) {
        return span == null ? null : span.milliseconds();
    }

}
