package dev.podwright.repricing;

import dev.podwright.profile.Use;
import dev.podwright.units.Interval;
import java.util.Optional;

/// One use of a profile on both machines. Seconds are of all its tasks together.
///
/// @param onSource what the twin predicts where it was measured; none where shapes are not known
/// @param onTarget what it takes on the target
/// @param method how `onTarget` came about
/// @param why where the prices come from; full sentence
public record RepricedUse(Use use, Recognised recognised, Optional<Interval> onSource, Interval onTarget, Method method, String why) {

    /// Where a number comes from.
    public enum Method {
        /// Priced from its shapes.
        SHAPE,
        /// Measured time times the ratio of the chips in what may bound it.
        RATIO,
        /// Taken over as measured.
        AS_MEASURED
    }

    /// Whether the measured time lies in the interval of what is predicted for the source; true where nothing is predicted.
    public boolean within() {
        return onSource.map(i -> i.low() <= use.seconds() && use.seconds() <= i.high()).orElse(true);
    }

    /// How many times as long it takes on the target.
    public double factor() {
        return use.seconds() > 0 ? onTarget.value() / use.seconds() : 1;
    }
}
