package dev.podwright.scenario;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Pod;
import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import dev.podwright.model.Architecture;
import dev.podwright.model.Models;
import dev.podwright.network.fault.Condition;
import dev.podwright.network.fault.ConditionReader;
import dev.podwright.step.Speculation;
import dev.podwright.workload.Demand;
import dev.podwright.workload.Limits;
import dev.podwright.workload.Load;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads a scenario document (see `docs/schema/scenario.schema.json`), checking it whole before anything runs.
public final class ScenarioReader {
    /// The version of the format that this reader understands.
    public static final String SCHEMA = "podwright-scenario/1";
    /// More requests than people on earth every second, or in flight, are a slip too.
    private static final double MOST_REQUESTS = 1e10;

    /// Published systems draft up to eight tokens; trees of drafts hold some tens.
    public static final int MOST_DRAFTS = 100;

    private static final List<String> FIELDS =
            List.of("schema", "model", "precision", "workload", "limits", "targets", "mode", "speculation", ConditionReader.FIELD);

    private final Catalog catalog;

    public ScenarioReader(Catalog catalog) {
        this.catalog = catalog;
    }

    /// @throws InputException on any field that is unknown, missing, of the wrong kind or absurd
    public Scenario read(Node root) {
        root.allowOnly(FIELDS);
        checkSchema(root);
        Load load = load(root.get("workload"));
        Limits limits = limits(root.find("limits"));
        List<Target> targets = targets(root.get("targets"));
        Architecture model = Models.named(root.get("model").text());
        Demand demand = new Demand(ClassLimits.laidOver(WorkloadReader.read(root.get("workload"), model), root.find("limits")), load, limits);
        Speculation speculation = speculation(root.find("speculation"));
        if (speculation.drafts() > 0 && model.draftLayers() == 0) {
            throw new InputException("%s: %s ships no draft layers to speculate with.".formatted(root.get("speculation").place(), model.id()),
                    "Leave speculation out, or choose a model with draft layers, such as deepseek-r1.");
        }
        return new Scenario(model, precision(root.find("precision")), demand, targets,
                mode(root.find("mode")), speculation, condition(root));
    }

    static Condition condition(Node root) {
        return root.find(ConditionReader.FIELD).map(ConditionReader::read).orElse(Condition.SOUND);
    }

    static void checkSchema(Node root) {
        root.find("schema").filter(n -> !n.text().equals(SCHEMA)).ifPresent(n -> {
            throw n.wrong("the schema " + SCHEMA, "");
        });
    }

    private static PrecisionWish precision(Optional<Node> node) {
        if (node.isEmpty()) {
            return PrecisionWish.NONE;
        }
        node.get().allowOnly(List.of("weights", "activations", "kv"));
        return new PrecisionWish(node.get().find("weights").map(Node::precision), node.get().find("activations").map(Node::precision),
                node.get().find("kv").map(Node::precision));
    }

    private static Load load(Node workload) {
        workload.allowOnly(WorkloadReader.FIELDS);
        Optional<Node> rate = workload.find("rate_per_s");
        Optional<Node> concurrency = workload.find("concurrency");
        if (rate.isPresent() && concurrency.isPresent()) {
            throw new InputException("%s: both rate_per_s and concurrency are given.".formatted(rate.get().place()),
                    "Give one of them: an open-loop rate, or the number of requests in flight.");
        }
        if (rate.isPresent()) {
            if (!(rate.get().positive() <= MOST_REQUESTS)) {
                throw rate.get().wrong("a number of requests per second up to 10 billion", "");
            }
            return new Load.Rate(rate.get().number());
        }
        return concurrency.<Load>map(n -> new Load.Concurrency(n.whole(1))).orElseGet(Load.Saturating::new);
    }

    private static Limits limits(Optional<Node> node) {
        if (node.isEmpty()) {
            return Limits.NONE;
        }
        node.get().allowOnly(List.of("ttft_ms", "tpot_ms", "classes"));
        return ClassLimits.limits(node.get());
    }

    List<Target> targets(Node node) {
        List<Target> targets = node.list().stream().map(this::target).toList();
        if (targets.isEmpty()) {
            throw node.wrong("a list of at least one pod or chip", "");
        }
        return targets;
    }

    private Target target(Node node) {
        node.allowOnly(List.of("pod", "chip", "chips"));
        Optional<Integer> chips = node.find("chips").map(n -> n.whole(1));
        if (node.find("pod").isPresent() == node.find("chip").isPresent()) {
            throw new InputException("%s: a target names either a pod or a chip.".formatted(node.place()),
                    "Write pod: cloudmatrix384, or chip: ascend-910b3 with chips: 8.");
        }
        if (node.find("chip").isPresent()) {
            String chip = node.get("chip").text();
            return new Target(catalog.adHoc(chip, chips.orElse(1)), false);
        }
        Pod pod = catalog.pod(node.get("pod").text());
        return chips.map(n -> new Target(n == pod.chips() ? pod : catalog.joined(pod, n), false)).orElseGet(() -> new Target(pod, true));
    }

    private static Scenario.Mode mode(Optional<Node> node) {
        if (node.isEmpty()) {
            return Scenario.Mode.ANY;
        }
        return Words.of(node.get(), Scenario.Mode.values(), m -> m.name().toLowerCase(Locale.ROOT));
    }

    private static Speculation speculation(Optional<Node> node) {
        if (node.isEmpty()) {
            return Speculation.NONE;
        }
        node.get().allowOnly(List.of("drafts", "tokens_per_step"));
        int drafts = node.get().get("drafts").whole(0);
        if (drafts > MOST_DRAFTS) {
            throw node.get().get("drafts").wrong("a number of drafts from 0 to " + MOST_DRAFTS, "");
        }
        Node kept = node.get().find("tokens_per_step").orElseThrow(() -> new InputException(
                "%s: %d drafts are given without tokens_per_step.".formatted(node.get().place(), drafts),
                "Give how many tokens a step keeps on average, 1 to %d, such as --tokens-per-step 1.7.".formatted(drafts + 1)));
        if (!(kept.number() >= 1 && kept.number() <= drafts + 1)) {
            throw kept.wrong("a number from 1 to %d (the drafts and one)".formatted(drafts + 1), "");
        }
        return new Speculation(drafts, kept.number());
    }
}
