package dev.podwright.serving;

import dev.podwright.step.ServingStep;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import dev.podwright.workload.Lengths;
import dev.podwright.workload.RequestMix;

/// A replica that processes prompts and generates on the same ranks.
///
/// With N sequences decoding answers of O tokens, a decode step of D seconds keeps k tokens of each. Prompts take a
/// share rho of the time (w seconds of replica time each), so TPOT = D / (k (1 - rho)), the replica finishes
/// X = N / ((O - 1) TPOT) requests per second, and rho = X w. Solved: with q = N w k / ((O - 1) D), rho = q / (1 + q).
/// TTFT is half a step until the scheduler looks, the wait for prompts before it, and its own prompt. Of a mix O - 1 and w
/// are means over requests, and D is that of the mean context of the sequences that decode.
public final class AggregatedReplica {
    private final ServingStep step;
    private final RequestMix requests;
    private final Prompts prompts;

    public AggregatedReplica(ServingStep step, RequestMix requests) {
        this.step = step;
        this.requests = requests;
        this.prompts = new Prompts(step, requests);
    }

    /// All requests alike.
    public AggregatedReplica(ServingStep step, Lengths lengths) {
        this(step, RequestMix.of(lengths));
    }

    /// The decode step with `decoding` sequences on every attention group of the micro-batch.
    public Cost decodeStep(double decoding) {
        return step.price(Batches.decode(requests, step.speculation(), decoding));
    }

    /// One prompt; of a mix, the mean over requests.
    public Cost prefill() {
        return prompts.alone();
    }

    /// Steady state with `decoding` sequences generating on every attention group, in each of as many micro-batches as there
    /// are pipeline stages.
    public Performance at(double decoding) {
        Cost decode = decodeStep(decoding);
        State value = state(decoding, decode.seconds(), Side.VALUE);
        State low = state(decoding, Side.LOW.of(decode), Side.LOW);
        State high = state(decoding, Side.HIGH.of(decode), Side.HIGH);
        return new Performance(value.means.inFlight(), Interval.spanning(value.means.ttft(), low.means.ttft(), high.means.ttft()),
                Interval.spanning(value.means.tpot(), low.means.tpot(), high.means.tpot()),
                Interval.spanning(value.means.requestsPerSecond(), low.means.requestsPerSecond(), high.means.requestsPerSecond()),
                value.means.prefillShare(), prompts.classes().stream().map(c -> ofClass(c, value, low, high)).toList());
    }

    private ClassPerformance ofClass(ClassPrompts c, State value, State low, State high) {
        double rho = value.means.prefillShare();
        double time = rho * prompts.shareOfWork(c) + (1 - rho) * requests.decodingShare(c.requests());
        return new ClassPerformance(c.requests(), Interval.spanning(value.ttft(c), low.ttft(c), high.ttft(c)), time);
    }

    /// A steady state with all costs at one end of their intervals.
    ///
    /// @param before seconds from a request's arrival to the start of its prompt
    private record State(Side side, Means means, double before) {
        double ttft(ClassPrompts c) {
            return before + side.of(c.alone());
        }
    }

    /// The values of [#at] without their intervals.
    public Means means(double decoding) {
        return state(decoding, step.seconds(Batches.decode(requests, step.speculation(), decoding)), Side.VALUE).means;
    }

    private State state(double decoding, double decode, Side side) {
        Prompts.Times prompt = prompts.times(side);
        double kept = step.speculation().tokensPerStep();
        double sequences = decoding * step.layout().data() * step.layout().pipeline();
        double steps = requests.decodeSteps();
        double q = sequences * prompt.work() * kept / (steps * decode);
        double rho = q / (1 + q);
        double tpot = decode / (kept * (1 - rho));
        double rate = sequences / (steps * tpot);
        double before = decode / 2 + Queue.wait(rho, prompt.light(), prompt.heavy());
        double ttft = before + prompt.alone();
        return new State(side, new Means(sequences + rate * ttft, ttft, tpot, rate, rho), before);
    }
}
