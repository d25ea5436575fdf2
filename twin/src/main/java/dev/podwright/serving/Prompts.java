package dev.podwright.serving;

import dev.podwright.model.Batch;
import dev.podwright.step.ServingStep;
import dev.podwright.units.Cost;
import dev.podwright.workload.Lengths;
import java.util.ArrayList;
import java.util.List;

/// The price of processing prompts on a replica.
///
/// A step carries at most [EngineDefaults#TOKEN_BUDGET] prompt tokens per attention group: long prompts are cut into chunks, short
/// ones share a step.
final class Prompts {
    /// Chunks differ only by the tokens before them, and their price grows smoothly with those: of a very long prompt
    /// neighbours are priced together, by the middle one.
    private static final int MOST_PRICED = 64;

    private final double sharing;
    private final Cost alone;
    private final Cost shared;
    private final Cost work;

    Prompts(ServingStep step, Lengths lengths) {
        this.sharing = Math.max(1, Math.floor(EngineDefaults.TOKEN_BUDGET / lengths.fresh()));
        this.alone = price(step, lengths, 1);
        this.shared = sharing == 1 ? alone : price(step, lengths, sharing);
        this.work = shared.repeated(1 / (sharing * step.layout().data() * step.layout().pipeline()));
    }

    /// Prompts of one attention group that share a full step; 1 for prompts longer than the budget.
    double sharing() {
        return sharing;
    }

    /// One prompt per attention group, from first to last chunk.
    Cost alone() {
        return alone;
    }

    /// A full step's worth of prompts per attention group; one for prompts longer than the budget.
    Cost shared() {
        return shared;
    }

    /// Seconds of replica time that one prompt costs when steps are full and every pipeline stage has one.
    Cost work() {
        return work;
    }

    private static Cost price(ServingStep step, Lengths lengths, double prompts) {
        int chunks = (int) Math.ceil(lengths.fresh() / EngineDefaults.TOKEN_BUDGET);
        double tokens = lengths.fresh() / chunks;
        int together = Math.ceilDiv(chunks, MOST_PRICED);
        List<Cost> parts = new ArrayList<>();
        for (int first = 1; first <= chunks; first += together) {
            int last = Math.min(chunks, first + together - 1);
            Batch middle = new Batch(prompts, tokens, lengths.cached() + (first + last) / 2.0 * tokens, 0, 0, 1);
            String name = first == last ? "chunk " + first : "chunks %d-%d".formatted(first, last);
            parts.add(step.price(middle).named(name).repeated(last - first + 1));
        }
        return chunks == 1 ? parts.getFirst().named("prefill") : Cost.sequence("prefill", chunks + " chunks", parts);
    }
}
