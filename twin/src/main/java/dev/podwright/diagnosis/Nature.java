package dev.podwright.diagnosis;

import dev.podwright.knowledge.support.Kernel;
import dev.podwright.model.Operator;
import dev.podwright.profile.Use;
import dev.podwright.repricing.Recognised;
import java.util.List;

/// What a use or a leaf of a cost tree does, roughly enough to hold one against the other.
enum Nature {
    PRODUCTS("products"),
    ATTENTION("attention"),
    EXPERTS("routed experts"),
    REST("other kernels"),
    COMMUNICATION("communication, exposed"),
    COPIES("copies"),
    WAITING("device idle");

    private static final List<String> COLLECTIVES = List.of("all_reduce", "all_gather", "reduce_scatter", "all_to_all", "broadcast", "send");
    private static final List<String> EXCHANGES = List.of("ep.", "pipeline.send", "weights.", "attention.ring", "attention.heads", "attention.tokens", "embedding.sum");
    /// Leaves of cost trees that read and write without a product: the last word of their names.
    private static final List<String> TRAFFIC = List.of("norm", "rotary", "select", "selection", "sample", "lookup", "combine", "activation", "cast", "input", "state", "softmax", "loss", "adam", "residual",
            "dropout", "mask", "statistics");

    private final String label;

    Nature(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    static Nature of(Use use, Recognised recognised) {
        return switch (use.kind()) {
            case EXCHANGE -> COMMUNICATION;
            case COPY -> COPIES;
            case SET -> REST;
            case KERNEL -> switch (recognised) {
                case Recognised.Computed c -> of(c.operators());
                case Recognised.Unshaped u -> of(u.nature());
                case Recognised.Exchanged _ -> COMMUNICATION;
                case Recognised.Moved _, Recognised.Unknown _ -> REST;
            };
        };
    }

    private static Nature of(List<Operator> operators) {
        Operator most = operators.stream().reduce((a, b) -> a.flops() >= b.flops() ? a : b).orElse(null);
        return switch (most) {
            case null -> REST;
            case Operator.Gemm _ -> PRODUCTS;
            case Operator.Experts _ -> EXPERTS;
            case Operator.PrefillAttention _, Operator.DecodeAttention _, Operator.LatentDecode _ -> ATTENTION;
            case Operator.Stream _, Operator.Cast _ -> REST;
        };
    }

    private static Nature of(Kernel.Nature nature) {
        return switch (nature) {
            case PRODUCT -> PRODUCTS;
            case ATTENTION -> ATTENTION;
            case EXPERTS -> EXPERTS;
            case EXCHANGE -> COMMUNICATION;
            case TRAFFIC, UNKNOWN -> REST;
        };
    }

    /// What a leaf of a predicted step is, by the names that the rooms model and step give.
    static Nature ofLeaf(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (COLLECTIVES.contains(last) || EXCHANGES.stream().anyMatch(name::startsWith) || name.contains("gradients.")) {
            return COMMUNICATION;
        }
        if (name.startsWith("attention.core")) {
            return ATTENTION;
        }
        if (name.startsWith("moe.experts")) {
            return EXPERTS;
        }
        if (name.startsWith("activations.")) {
            return COPIES;
        }
        if (name.equals("pipeline.bubble") || name.equals("software.overhead")) {
            return WAITING;
        }
        return TRAFFIC.stream().anyMatch(word -> last.equals(word) || last.endsWith("_" + word)) ? REST : PRODUCTS;
    }
}
