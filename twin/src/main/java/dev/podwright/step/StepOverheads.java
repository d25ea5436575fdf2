package dev.podwright.step;

import dev.podwright.calibration.ServingOverheads;
import dev.podwright.model.Batch;
import dev.podwright.units.Bound;
import dev.podwright.units.Cost;
import dev.podwright.units.Spread;
import java.util.List;

/// What steps take beyond what their operators do, in a serving engine: seconds = host + factor x operators.
///
/// @param step seconds of every step that the chips wait for the host
/// @param sequence seconds that each sequence of a lane adds to them: sampling, detokenising, streaming
/// @param decode factor on what sequences that generate take
/// @param prefill factor on what prompts take
public record StepOverheads(double step, double sequence, double decode, double prefill) {

    public static final StepOverheads NONE = new StepOverheads(0, 0, 1, 1);
    /// Host times were seen from none at all to about three times the mean (docs/modelling-simulation.md, closed loops).
    private static final Spread HOST = Spread.factor(3);

    public StepOverheads {
        if (!(step >= 0) || !(sequence >= 0) || !(decode > 0) || !(prefill > 0)) {
            throw new IllegalArgumentException("Host times (%s, %s) must be at least 0, factors (%s, %s) above.".formatted(step, sequence, decode, prefill));
        }
    }

    /// What a fit of serving engines says of steps.
    public static StepOverheads of(ServingOverheads fitted) {
        return new StepOverheads(fitted.step(), fitted.sequence(), fitted.decode(), fitted.prefill());
    }

    public StepOverheads withHost(double seconds) {
        return new StepOverheads(seconds, sequence, decode, prefill);
    }

    /// Seconds of the host in a step with so many sequences in a lane.
    public double host(double sequences) {
        return step + sequence * sequences;
    }

    /// What a step takes whose operators take `operators` seconds.
    double seconds(Batch batch, double operators) {
        return host(batch.decodeSequences()) + factor(batch) * operators;
    }

    /// The tree of the same.
    Cost over(Batch batch, Cost operators) {
        double host = host(batch.decodeSequences());
        Cost scaled = operators.named("operators").repeated(factor(batch));
        return Cost.sequence(operators.name(), operators.why(), host == 0 ? List.of(scaled)
                : List.of(scaled, Cost.leaf("host", host, 0, Bound.LATENCY, HOST, "fitted to serving engines")));
    }

    /// Steps of prompts and steps that generate are priced apart; one with both counts as prompts, which take most of it.
    private double factor(Batch batch) {
        return batch.prefillSequences() > 0 ? prefill : decode;
    }
}
