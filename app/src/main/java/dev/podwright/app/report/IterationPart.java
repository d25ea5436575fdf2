package dev.podwright.app.report;

import dev.podwright.step.Pass;
import dev.podwright.units.Cost;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// What the leaves of an iteration's cost tree belong to. Communication counts as far as computation does not hide it, also
/// where it runs again.
enum IterationPart {
    ATTENTION_CORE("attention core", Tone.ONE),
    ATTENTION("attention, other", Tone.TWO),
    EXPERTS("routed experts", Tone.THREE),
    FEED_FORWARD("feed-forward, shared experts", Tone.FOUR),
    ROUTING("routing", Tone.FIVE),
    ENDS("embedding, head, drafts", Tone.SEVEN),
    OTHER("vision and other", Tone.EIGHT),
    AGAIN("computed again", Tone.NINE),
    TENSOR("tensor parallelism, exposed", Tone.SIX),
    CONTEXT("context parallelism, exposed", Tone.TEN),
    EXPERT("expert parallelism, exposed", Tone.ELEVEN),
    SENDS("pipeline sends, exposed", Tone.FOURTEEN),
    GRADIENTS("reducing gradients, exposed", Tone.TWELVE),
    WEIGHTS("gathering weights, exposed", Tone.THIRTEEN),
    HOST("host link, exposed", Tone.MIXED),
    OPTIMISER("optimiser", Tone.FIFTEEN),
    BUBBLE("pipeline bubble", Tone.FREE);

    private final String label;
    private final Tone tone;

    IterationPart(String label, Tone tone) {
        this.label = label;
        this.tone = tone;
    }

    String label() {
        return label;
    }

    Tone tone() {
        return tone;
    }

    /// Seconds of an iteration by part.
    ///
    /// @param seconds of one execution of a leaf: predicted or ideal
    static Map<IterationPart, Double> seconds(Cost iteration, ToDoubleFunction<Cost> seconds) {
        Map<IterationPart, Double> sums = new EnumMap<>(IterationPart.class);
        add(iteration, 1, false, seconds, sums);
        return sums;
    }

    private static void add(Cost node, double times, boolean again, ToDoubleFunction<Cost> seconds, Map<IterationPart, Double> sums) {
        double here = times * node.times();
        if (node.children().isEmpty()) {
            sums.merge(of(node.name(), again), here * seconds.applyAsDouble(node), Double::sum);
        }
        boolean inside = again || node.name().equals(Pass.RECOMPUTE.label());
        node.children().forEach(child -> add(child, here, inside, seconds, sums));
    }

    /// @param again whether it stands in the part of the forward pass that runs again
    static IterationPart of(String name, boolean again) {
        if (name.equals("pipeline.bubble")) {
            return BUBBLE;
        }
        if (name.startsWith("optimiser.")) {
            return OPTIMISER;
        }
        if (name.startsWith("activations.")) {
            return HOST;
        }
        if (name.contains("gradients.")) {
            return GRADIENTS;
        }
        if (name.startsWith("weights.") || name.startsWith("experts.weights.")) {
            return WEIGHTS;
        }
        return switch (name) {
            case "attention.ring", "attention.heads", "attention.tokens" -> CONTEXT;
            case "embedding.sum" -> TENSOR;
            case "pipeline.send" -> SENDS;
            default -> layer(name, again);
        };
    }

    private static IterationPart layer(String name, boolean again) {
        StepPart part = StepPart.of(name);
        if (part == StepPart.EXCHANGE || name.startsWith("ep.")) {
            return name.startsWith("ep.") && !name.endsWith(".etp") ? EXPERT : TENSOR;
        }
        if (again) {
            return AGAIN;
        }
        return switch (part) {
            case ATTENTION_CORE -> ATTENTION_CORE;
            case ATTENTION -> ATTENTION;
            case EXPERTS -> EXPERTS;
            case FEED_FORWARD -> FEED_FORWARD;
            case ROUTING -> ROUTING;
            case ENDS -> ENDS;
            case EXCHANGE, OTHER -> OTHER;
        };
    }
}
