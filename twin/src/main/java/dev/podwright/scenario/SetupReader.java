package dev.podwright.scenario;

import dev.podwright.catalog.Pod;
import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.document.Node;
import dev.podwright.layout.Offload;
import dev.podwright.layout.RankOrder;
import dev.podwright.layout.Recompute;
import dev.podwright.layout.Sharding;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.layout.TrainingLayout.ContextKind;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.model.Part;
import dev.podwright.schedule.Schedule;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads the `setup` of a training scenario. Sizes that are left out are 1, `data` is what the others leave of the pod.
final class SetupReader {
    /// More than any system has; products of two stay whole numbers.
    private static final int MOST_RANKS = 1 << 20;
    private static final int MOST_SEQUENCES = 1 << 20;

    private static final List<String> FIELDS = List.of("tensor", "sequence_parallel", "context", "context_kind", "data", "pipeline",
            "virtual_stages", "experts", "expert_tensor", "order", "micro_batch", "schedule", "zero", "shards", "recompute", "recompute_share",
            "offload");

    private final Node node;
    private final Pod pod;

    SetupReader(Node node, Pod pod) {
        this.node = node;
        this.pod = pod;
    }

    TrainingSetup read() {
        node.allowOnly(FIELDS);
        TrainingLayout layout = layout();
        int microBatch = node.find("micro_batch").map(n -> n.whole(1)).orElse(1);
        if (microBatch > MOST_SEQUENCES) {
            throw node.get("micro_batch").wrong("a number of sequences from 1 to %,d".formatted(MOST_SEQUENCES), "");
        }
        return new TrainingSetup(layout, schedule(layout), microBatch, sharding(layout), recompute(), offload());
    }

    private TrainingLayout layout() {
        int tensor = size("tensor");
        int context = size("context");
        int pipeline = size("pipeline");
        int data = data((long) tensor * context * pipeline);
        int experts = size("experts");
        int expertTensor = size("expert_tensor");
        long stage = (long) tensor * context * data;
        if (stage % ((long) experts * expertTensor) != 0) {
            throw new InputException("%s: %d ranks of experts (experts %d x expert_tensor %d) do not divide the %d ranks of a stage (tensor %d x context %d x data %d)."
                    .formatted(node.place(), (long) experts * expertTensor, experts, expertTensor, stage, tensor, context, data),
                    "Experts are spread over the ranks of one stage.");
        }
        boolean sequence = node.find("sequence_parallel").map(Node::bool).orElse(tensor > 1);
        ContextKind kind = node.find("context_kind").map(n -> Words.of(n, ContextKind.values(), k -> k.name().toLowerCase(Locale.ROOT)))
                .orElse(ContextKind.RING);
        return ordered(new TrainingLayout(tensor, sequence && tensor > 1, context, kind, data, pipeline, size("virtual_stages"), experts, expertTensor));
    }

    private TrainingLayout ordered(TrainingLayout layout) {
        return node.find("order").map(n -> RankOrder.read(n.text(), layout).orElseThrow(() -> n.wrong("an order of ranks, innermost first: %s, %s, or %s"
                .formatted(RankOrder.USUAL, RankOrder.COPIES_OUTSIDE, "tp-cp-ep-dpN-pp-dp, where N divides the %,d copies and is a multiple of the %,d that share experts"
                        .formatted(layout.data(), RankOrder.fewest(layout))), ""))).orElse(layout);
    }

    /// Data-parallel size: what the other sizes leave of the pod's ranks, or as given if that is the same.
    private int data(long others) {
        int ranks = pod.ranks();
        Optional<Node> given = node.find("data");
        if (given.isEmpty()) {
            if (others > ranks || ranks % others != 0) {
                throw new InputException("%s: tensor x context x pipeline are %,d ranks, which do not divide the %,d of %s.".formatted(
                        node.place(), others, ranks, pod.name()), "Choose sizes whose product divides %,d, or other chips.".formatted(ranks));
            }
            return (int) (ranks / others);
        }
        int data = given.get().whole(1);
        if (others * data != ranks) {
            throw new InputException("%s: tensor x context x data x pipeline are %,d ranks; %s has %,d.".formatted(
                    given.get().place(), others * data, pod.name(), ranks), "Leave data out to use all, or choose other chips.");
        }
        return data;
    }

    private int size(String field) {
        Optional<Node> given = node.find(field);
        if (given.isEmpty()) {
            return 1;
        }
        int size = given.get().whole(1);
        if (size > MOST_RANKS) {
            throw given.get().wrong("a size from 1 to %,d".formatted(MOST_RANKS), "");
        }
        return size;
    }

    private Schedule schedule(TrainingLayout layout) {
        boolean chunked = layout.virtualStages() > 1;
        Schedule schedule = node.find("schedule").map(n -> Words.of(n, Schedule.values(), Schedule::label))
                .orElse(chunked ? Schedule.INTERLEAVED : Schedule.ONE_F_ONE_B);
        if (chunked != (schedule == Schedule.INTERLEAVED)) {
            throw new InputException("%s: the schedule %s with virtual_stages %d.".formatted(node.find("schedule").orElse(node).place(),
                    schedule.label(), layout.virtualStages()), "Virtual stages of 2 and more go with interleaved-1f1b, and only with it.");
        }
        return schedule;
    }

    private Sharding sharding(TrainingLayout layout) {
        int copies = layout.context() * layout.data();
        // Megatron-Core's distributed optimizer, which its recipes switch on throughout.
        Sharding.Kind kind = node.find("zero").map(SetupReader::zero).orElse(Sharding.Kind.ZERO1);
        Optional<Node> given = node.find("shards");
        if (kind == Sharding.Kind.NONE) {
            given.ifPresent(n -> {
                throw new InputException("%s: shards are given, and zero is 0.".formatted(n.place()), "Leave them out, or choose zero 1 to 3.");
            });
            return Sharding.NONE;
        }
        int shards = given.map(n -> n.whole(1)).orElse(copies);
        if (copies % shards != 0) {
            throw given.orElseThrow().wrong("a divisor of the %,d data-parallel ranks (context x data)".formatted(copies), "");
        }
        return new Sharding(kind, shards);
    }

    private static Sharding.Kind zero(Node node) {
        int stage = node.whole(0);
        if (stage >= Sharding.Kind.values().length) {
            throw node.wrong("a ZeRO stage from 0 to 3", "");
        }
        return Sharding.Kind.values()[stage];
    }

    private Recompute recompute() {
        Optional<Node> given = node.find("recompute");
        Optional<Node> share = node.find("recompute_share");
        String word = given.filter(Node::isText).map(Node::text).orElse("");
        if (share.isPresent() && !word.equals("full")) {
            throw new InputException("%s: a share of recomputed layers needs recompute full.".formatted(share.get().place()),
                    "Add it, or leave the share out.");
        }
        if (given.isEmpty() || word.equals("none")) {
            return Recompute.NONE;
        }
        return switch (word) {
            case "selective" -> Recompute.SELECTIVE;
            case "full" -> share.<Recompute>map(n -> new Recompute.Full(share(n, "a share above 0 and up to 1"))).orElse(Recompute.FULL);
            case "" -> parts(given.get());
            default -> new Recompute.Selective(EnumSet.of(part(given.get())));
        };
    }

    private static Recompute parts(Node list) {
        Set<Part> parts = list.list().stream().map(SetupReader::part)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
        return parts.isEmpty() ? Recompute.NONE : new Recompute.Selective(parts);
    }

    private static Part part(Node node) {
        List<String> words = Arrays.stream(Part.values()).map(Part::label).toList();
        int index = words.indexOf(node.text());
        if (index < 0) {
            throw node.wrong("none, selective, full or parts among " + String.join(", ", words), Nearest.maybe(node.text(), words));
        }
        return Part.values()[index];
    }

    private Offload offload() {
        Optional<Node> given = node.find("offload");
        if (given.isEmpty()) {
            return Offload.NONE;
        }
        given.get().allowOnly(List.of("activations", "optimizer"));
        double activations = given.get().find("activations").map(n -> n.number() == 0 ? 0 : share(n, "a share from 0 to 1")).orElse(0.0);
        return new Offload(activations, given.get().find("optimizer").map(Node::bool).orElse(false));
    }

    private static double share(Node node, String expected) {
        if (!(node.number() > 0 && node.number() <= 1)) {
            throw node.wrong(expected, "");
        }
        return node.number();
    }
}
