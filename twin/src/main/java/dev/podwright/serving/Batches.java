package dev.podwright.serving;

import dev.podwright.model.Batch;
import dev.podwright.step.Speculation;
import dev.podwright.workload.Lengths;
import dev.podwright.workload.RequestMix;

/// What the steps of a replica work on.
public final class Batches {
    private Batches() {}

    /// The decode step with `decoding` sequences generating on every attention group. A step runs only when somebody
    /// decodes: below one sequence on average, steps become rarer, not shorter.
    public static Batch decode(RequestMix requests, Speculation speculation, double decoding) {
        return new Batch(0, 0, 0, Math.max(1, decoding), requests.meanContext(), 1 + speculation.drafts());
    }

    /// The middle one of the equal chunks that a prompt is cut into, as an engine's token budget wants it.
    public static Batch prompt(Lengths lengths) {
        int chunks = (int) Math.ceil(lengths.fresh() / EngineDefaults.TOKEN_BUDGET);
        double tokens = lengths.fresh() / chunks;
        return new Batch(1, tokens, lengths.cached() + (1 + chunks) / 2.0 * tokens, 0, 0, 1);
    }
}
