package dev.podwright.repricing;

import dev.podwright.profile.Profile;
import dev.podwright.units.Interval;
import java.util.List;

/// A profile priced on another machine.
///
/// @param uses as [Profile#uses()], in the same order
/// @param step one step as measured: seconds of the mean step, or of the whole profile where no steps are marked
/// @param replayed the same step on the source by replaying the measured tasks: how true the replay is
/// @param targetStep the same step on the target
/// @param notes what was assumed, full sentences
public record Repricing(Profile profile, Machine source, Machine target, List<RepricedUse> uses, double step, double replayed, Interval targetStep, List<String> notes) {
    public Repricing {
        uses = List.copyOf(uses);
        notes = List.copyOf(notes);
    }

    /// Share of the seconds priced from shapes whose measured time lies in the interval for the source: 1 is best, below about 0.9 the source is not what it
    /// is said to be, or it runs kernels that are much slower than they should be.
    public double reproduced() {
        double within = SelfCheck.within(uses);
        return Double.isNaN(within) ? 1 : within;
    }
}
