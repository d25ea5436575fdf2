package dev.podwright.serving;

import dev.podwright.step.ServingStep;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import dev.podwright.workload.Lengths;

/// A replica that processes prompts and generates on the same ranks.
///
/// With N sequences decoding answers of O tokens, a decode step of D seconds keeps k tokens of each. Prompts take a
/// share rho of the time (w seconds of replica time each), so TPOT = D / (k (1 - rho)), the replica finishes
/// X = N / ((O - 1) TPOT) requests per second, and rho = X w. Solved: with q = N w k / ((O - 1) D), rho = q / (1 + q).
/// TTFT is half a step until the scheduler looks, the wait for prompts before it, and its own prompt.
public final class AggregatedReplica {
    private final ServingStep step;
    private final Lengths lengths;
    private final Prompts prompts;

    public AggregatedReplica(ServingStep step, Lengths lengths) {
        this.step = step;
        this.lengths = lengths;
        this.prompts = new Prompts(step, lengths);
    }

    /// The decode step with `decoding` sequences on every attention group of the micro-batch.
    public Cost decodeStep(double decoding) {
        return step.price(Batches.decode(lengths, step.speculation(), decoding));
    }

    public Cost prefill() {
        return prompts.alone();
    }

    /// Steady state with `decoding` sequences generating on every attention group, in each of as many micro-batches as there
    /// are pipeline stages.
    public Performance at(double decoding) {
        Cost decode = decodeStep(decoding);
        Means value = means(decoding);
        Means low = scaled(decoding, decode, Interval::low);
        Means high = scaled(decoding, decode, Interval::high);
        return new Performance(value.inFlight(), Interval.spanning(value.ttft(), low.ttft(), high.ttft()),
                Interval.spanning(value.tpot(), low.tpot(), high.tpot()),
                Interval.spanning(value.requestsPerSecond(), low.requestsPerSecond(), high.requestsPerSecond()), value.prefillShare());
    }

    /// The values of [#at] without their intervals.
    public Means means(double decoding) {
        return means(decoding, step.seconds(Batches.decode(lengths, step.speculation(), decoding)), prompts.alone().seconds(),
                prompts.shared().seconds(), prompts.work().total());
    }

    private interface Side {
        double of(Interval interval);
    }

    /// All costs at the same end of their intervals: the errors of one chip's kernels have common causes.
    private Means scaled(double decoding, Cost decode, Side side) {
        Cost work = prompts.work();
        return means(decoding, side.of(decode.interval()), side.of(prompts.alone().interval()), side.of(prompts.shared().interval()),
                side.of(work.interval().times(work.times())));
    }

    private Means means(double decoding, double decode, double alone, double shared, double work) {
        double kept = step.speculation().tokensPerStep();
        double sequences = decoding * step.layout().data() * step.layout().pipeline();
        double steps = lengths.decodeSteps();
        double q = sequences * work * kept / (steps * decode);
        double rho = q / (1 + q);
        double tpot = decode / (kept * (1 - rho));
        double rate = sequences / (steps * tpot);
        int stages = step.layout().pipeline();
        double ttft = decode / 2 + Queue.wait(rho, alone / stages, shared / stages) + alone;
        return new Means(sequences + rate * ttft, ttft, tpot, rate, rho);
    }
}
