package dev.podwright.app.report;

import dev.podwright.units.Cost;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// What the leaves of a step's cost tree belong to, by their names.
enum StepPart {
    ATTENTION_CORE("attention over the cache", Tone.ONE, "attention.core"),
    ATTENTION("attention, other", Tone.TWO, "attention."),
    EXPERTS("routed experts", Tone.THREE, "moe.experts"),
    FEED_FORWARD("feed-forward, shared experts", Tone.FOUR, "ffn.", "moe.shared."),
    ROUTING("routing", Tone.FIVE, "moe."),
    EXCHANGE("communication", Tone.SIX, "ep.", "pipeline."),
    ENDS("embedding and head", Tone.SEVEN, "embedding.", "head.", "draft"),
    OTHER("other", Tone.EIGHT, "");

    private static final Set<String> COLLECTIVES = Set.of("all_reduce", "all_gather", "reduce_scatter", "all_to_all", "broadcast", "send");

    private final String label;
    private final Tone tone;
    private final List<String> prefixes;

    StepPart(String label, Tone tone, String... prefixes) {
        this.label = label;
        this.tone = tone;
        this.prefixes = List.of(prefixes);
    }

    String label() {
        return label;
    }

    Tone tone() {
        return tone;
    }

    static StepPart of(Cost leaf) {
        return of(leaf.name());
    }

    static StepPart of(String name) {
        if (COLLECTIVES.contains(name.substring(name.lastIndexOf('.') + 1))) {
            return EXCHANGE;
        }
        return Arrays.stream(values()).filter(part -> part.prefixes.stream().anyMatch(name::startsWith)).findFirst().orElseThrow();
    }
}
