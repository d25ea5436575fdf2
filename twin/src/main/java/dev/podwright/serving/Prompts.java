package dev.podwright.serving;

import dev.podwright.model.Batch;
import dev.podwright.step.ServingStep;
import dev.podwright.units.Cost;
import dev.podwright.workload.Lengths;
import java.util.ArrayList;
import java.util.List;

/// The price of processing prompts on a replica.
///
/// A step carries at most [#TOKEN_BUDGET] prompt tokens per attention group: long prompts are cut into chunks, short
/// ones share a step.
final class Prompts {
    /// vLLM's default `max_num_batched_tokens` for online serving on data-centre GPUs (vLLM 0.10 engine arguments).
    static final double TOKEN_BUDGET = 8192;

    private final ServingStep step;
    private final Lengths lengths;

    Prompts(ServingStep step, Lengths lengths) {
        this.step = step;
        this.lengths = lengths;
    }

    /// Prompts of one attention group that share a full step; 1 for prompts longer than the budget.
    double sharing() {
        return Math.max(1, Math.floor(TOKEN_BUDGET / lengths.fresh()));
    }

    /// One prompt per attention group, from first to last chunk.
    Cost alone() {
        return of(1);
    }

    /// A full step's worth of prompts per attention group.
    Cost shared() {
        return of(sharing());
    }

    /// Seconds of replica time that one prompt costs when steps are full and every pipeline stage has one.
    Cost work() {
        Cost shared = shared();
        return shared.repeated(1 / (sharing() * step.layout().data() * step.layout().pipeline()));
    }

    private Cost of(double prompts) {
        int chunks = (int) Math.ceil(lengths.fresh() / TOKEN_BUDGET);
        double tokens = lengths.fresh() / chunks;
        List<Cost> parts = new ArrayList<>();
        for (int i = 1; i <= chunks; i++) {
            parts.add(step.price(new Batch(prompts, tokens, lengths.cached() + i * tokens, 0, 0, 1)).named("chunk " + i));
        }
        return chunks == 1 ? parts.getFirst().named("prefill") : Cost.sequence("prefill", chunks + " chunks", parts);
    }
}
