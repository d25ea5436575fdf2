package dev.podwright.plan;

import dev.podwright.cost.Bill;
import dev.podwright.units.Interval;
import dev.podwright.workload.Budget;
import java.util.Optional;
import java.util.OptionalDouble;

/// A whole training job without a fault: faults, checkpoints, restarts and evaluation are not counted.
///
/// @param seconds it takes; exact if the time alone was given
/// @param tokens trained on; exact if they were given
/// @param joules electrical energy at the power that [Bill] names, if it is known
/// @param dollars rent of the chips, if an hourly price is published
public record TrainingRun(Interval seconds, Interval tokens, OptionalDouble joules, OptionalDouble dollars) {
    /// What every output says beside a duration.
    public static final String NOT_COUNTED = "Faults, checkpoints, restarts and evaluation are not counted.";

    private static final double SECONDS_PER_DAY = 86400;
    private static final double MILLION = 1e6;

    /// @param rate tokens per second
    /// @return empty when the budget leaves tokens and time open
    static Optional<TrainingRun> of(Budget budget, Interval rate, Bill bill) {
        if (budget.tokens().isPresent()) {
            double tokens = budget.tokens().getAsDouble();
            return Optional.of(of(rate.under(tokens), Interval.exact(tokens), bill));
        }
        if (budget.seconds().isPresent()) {
            double seconds = budget.seconds().getAsDouble();
            return Optional.of(of(Interval.exact(seconds), rate.times(seconds), bill));
        }
        return Optional.empty();
    }

    private static TrainingRun of(Interval seconds, Interval tokens, Bill bill) {
        return new TrainingRun(seconds, tokens, scaled(bill.watts(), seconds.value()),
                scaled(bill.dollarsPerMillionTokens(), tokens.value() / MILLION));
    }

    private static OptionalDouble scaled(OptionalDouble value, double factor) {
        return value.isPresent() ? OptionalDouble.of(value.getAsDouble() * factor) : value;
    }

    public Interval days() {
        return seconds.times(1 / SECONDS_PER_DAY);
    }
}
