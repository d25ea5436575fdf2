package dev.podwright.serving;

import dev.podwright.step.ServingStep;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import dev.podwright.workload.Lengths;
import dev.podwright.workload.RequestMix;

/// A replica that only generates: prompts come ready from a prefill pool.
public final class DecodeReplica {
    private final ServingStep step;
    private final RequestMix requests;

    public DecodeReplica(ServingStep step, RequestMix requests) {
        this.step = step;
        this.requests = requests;
    }

    /// All requests alike.
    public DecodeReplica(ServingStep step, Lengths lengths) {
        this(step, RequestMix.of(lengths));
    }

    public Cost decodeStep(double decoding) {
        return step.price(Batches.decode(requests, step.speculation(), decoding));
    }

    /// Seconds per output token with `decoding` sequences on every attention group, in each micro-batch.
    public Interval tpot(double decoding) {
        return decodeStep(decoding).interval().times(1 / step.speculation().tokensPerStep());
    }

    /// The value of [#tpot] without its interval.
    public double meanTpot(double decoding) {
        return step.seconds(Batches.decode(requests, step.speculation(), decoding)) * (1 / step.speculation().tokensPerStep());
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

    /// Tokens of a request after the first, on average.
    private double steps() {
        return requests.decodeSteps();
    }
}
