package dev.podwright.serving;

import dev.podwright.step.ServingStep;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import dev.podwright.workload.Lengths;

/// A replica that only generates: prompts come ready from a prefill pool.
public final class DecodeReplica {
    private final ServingStep step;
    private final Lengths lengths;

    public DecodeReplica(ServingStep step, Lengths lengths) {
        this.step = step;
        this.lengths = lengths;
    }

    public Cost decodeStep(double decoding) {
        return step.price(Batches.decode(lengths, step.speculation(), decoding));
    }

    /// Seconds per output token with `decoding` sequences on every attention group, in each micro-batch.
    public Interval tpot(double decoding) {
        return decodeStep(decoding).interval().times(1 / step.speculation().tokensPerStep());
    }

    /// The value of [#tpot] without its interval.
    public double meanTpot(double decoding) {
        return step.seconds(Batches.decode(lengths, step.speculation(), decoding)) * (1 / step.speculation().tokensPerStep());
    }

    /// Sequences that the whole replica decodes at once.
    public double sequences(double decoding) {
        return decoding * step.layout().data() * step.layout().pipeline();
    }

    /// Requests finished per second.
    public Interval rate(double decoding) {
        return tpot(decoding).under(sequences(decoding) / steps());
    }

    /// The value of [#rate] without its interval.
    public double meanRate(double decoding) {
        return sequences(decoding) / steps() / meanTpot(decoding);
    }

    /// Tokens of a request after the first.
    private double steps() {
        return lengths.decodeSteps();
    }
}
