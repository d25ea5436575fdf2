package dev.podwright.app;

import dev.podwright.app.MoveOptions.Place;
import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import dev.podwright.scenario.TrainingScenarioReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/// The model that moves and what is done with it, as options: a scenario whose targets are where it runs now and where it shall run.
final class MovedWorkload {
    private static final String ORIGIN = "command line";
    /// Fields of a scenario that change a plan and not a move.
    private static final List<String> UNUSED = List.of("mode", "speculation", "condition");
    private static final List<String> LOADS = List.of("--rate", "--concurrency", "--ttft", "--tpot");

    @Option(names = "--scenario", paramLabel = "FILE", description = "Scenario file (YAML or JSON) of what moves; its targets are where it runs now and where it shall run.")
    private Path scenario;

    private Node read;

    @Option(names = "--model", paramLabel = "NAME|FILE", description = "A bundled model or a path to a config.json.")
    private String model;

    @Mixin
    private WorkloadOptions workload;

    @Option(names = "--rate", paramLabel = "PER_SECOND", description = "Requests per second (default: as many as the chips can serve).")
    private Double rate;

    @Option(names = "--concurrency", paramLabel = "N", description = "Requests in flight, instead of a rate.")
    private Integer concurrency;

    @Option(names = "--ttft", paramLabel = "TIME", converter = Span.Converter.class, description = "Limit on the mean time to first token, such as 2s.")
    private Span ttft;

    @Option(names = "--tpot", paramLabel = "TIME", converter = Span.Converter.class, description = "Limit on the mean time per output token, such as 50ms.")
    private Span tpot;

    @Mixin
    private PrecisionOptions precision;

    @Option(names = "--training", description = "The model is trained, not served (default: what the profile shows).")
    private boolean training;

    @Mixin
    private TrainingOptions trainingOptions;

    /// Whether neither model nor scenario is named.
    boolean silent() {
        return scenario == null && model == null;
    }

    boolean asksForTraining() {
        return training || scenario != null && TrainingScenarioReader.asks(file());
    }

    /// Systems that the scenario file, or the embedded one, names.
    List<Place> places(boolean example, boolean trained) {
        return scenario == null && !example ? List.of() : MoveOptions.places(base(example, trained));
    }

    /// The scenario on `source`; none if no model is named.
    ///
    /// @param example whether nothing at all was asked for
    Optional<Node> document(CommandSpec spec, boolean trained, boolean example, Place source, boolean chip) {
        (trained ? Purpose.TRAINING : Purpose.SERVING).refuse(spec, trained ? MovedWorkload::ofServing : TrainingOptions::declares);
        Node base = base(example, trained);
        Map<String, Object> fields = trained ? Fields.given("model", model, "training", trainingOptions.fields())
                : Fields.given("model", model, "precision", precision.fields(), "workload", workload.fields(rate, concurrency),
                        "limits", Fields.given("ttft_ms", ttft == null ? null : ttft.milliseconds(), "tpot_ms", tpot == null ? null : tpot.milliseconds()));
        if (model == null && base.find("model").isEmpty()) {
            refuseWithoutModel(spec, trained);
            return Optional.empty();
        }
        Node merged = fields == null ? base : (trained ? trainingOptions.settled(base) : workload.under(base)).overlaid(Document.of(ORIGIN, fields));
        Map<String, Object> target = new LinkedHashMap<>();
        target.put(chip ? "chip" : "pod", source.id());
        source.chips().ifPresent(n -> target.put("chips", n));
        Node whole = withoutOtherLoad(merged).with("targets", Document.of(ORIGIN, List.of(target)));
        if (whole.find("setup").isPresent()) {
            throw new InputException("%s: a move seeks the setup itself, on both sides.".formatted(whole.get("setup").place()), "Leave setup out.");
        }
        for (String field : UNUSED) {
            whole = whole.without(field);
        }
        return Optional.of(whole);
    }

    /// What the scenario says and a move does not use.
    List<String> unused() {
        if (scenario == null) {
            return List.of();
        }
        List<String> found = UNUSED.stream().filter(field -> file().find(field).isPresent()).toList();
        return found.isEmpty() ? List.of() : List.of("Not used of the scenario: %s.".formatted(String.join(", ", found)));
    }

    private static void refuseWithoutModel(CommandSpec spec, boolean trained) {
        List<OptionSpec> given = spec.commandLine().getParseResult().matchedOptions();
        given.stream().filter(o -> trained ? TrainingOptions.declares(o) : ofServing(o)).findFirst().ifPresent(option -> {
            throw new InputException("%s needs a model.".formatted(option.longestName()), "Such as --model deepseek-r1, or --model FILE for a config.json.");
        });
    }

    private static boolean ofServing(OptionSpec option) {
        return LOADS.contains(option.longestName()) || ScenarioOptions.ofServing(option);
    }

    private Node base(boolean example, boolean trained) {
        if (scenario != null) {
            return file();
        }
        return Document.resource(MovedWorkload.class,
                example ? trained ? "embedded-migration-training.yaml" : "embedded-migration.yaml" : trained ? "defaults-training.yaml" : "defaults.yaml");
    }

    private Node file() {
        if (read == null) {
            read = Document.read(scenario);
        }
        return read;
    }

    /// A load on the command line takes the place of the other kind of load in the file.
    private Node withoutOtherLoad(Node merged) {
        if ((rate == null) == (concurrency == null)) {
            return merged;
        }
        return merged.with("workload", merged.get("workload").without(rate == null ? "rate_per_s" : "concurrency"));
    }
}
