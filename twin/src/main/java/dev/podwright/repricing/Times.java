package dev.podwright.repricing;

import dev.podwright.profile.Profile;
import dev.podwright.profile.Step;
import dev.podwright.units.Interval;
import java.util.List;

/// Seconds of one step.
///
/// @param replayed on the source, by replaying what was measured
/// @param target on the target
/// @param captured on the target if the host took no time, as when all launches are captured in graphs
/// @param single whether single tasks were replayed; otherwise all is a sum
record Times(double replayed, Interval target, double captured, boolean single) {

    /// The mean step as measured; the whole profile where no steps are marked.
    static double step(Profile profile) {
        return profile.steps().isEmpty() ? profile.seconds() : profile.steps().stream().mapToDouble(Step::seconds).average().orElse(0);
    }

    /// @param sum of all tasks on the target, with what is known of how their errors hang together
    static Times of(Profile profile, List<RepricedUse> uses, Interval sum, HostClock host) {
        double steps = Math.max(1, profile.steps().size());
        if (profile.timeline().size() == 0) {
            return summed(profile, sum, steps);
        }
        Replay replay = new Replay(profile);
        double[] measured = new double[uses.size()];
        double[] onTarget = new double[uses.size()];
        for (int i = 0; i < uses.size(); i++) {
            measured[i] = 1;
            onTarget[i] = uses.get(i).factor();
        }
        double fast = sum.value() > 0 ? sum.low() / sum.value() : 1;
        double slow = sum.value() > 0 ? sum.high() / sum.value() : 1;
        double value = replay.seconds(onTarget, 1, false);
        double low = replay.seconds(scaled(onTarget, fast), 1, false);
        double high = replay.seconds(scaled(onTarget, slow), host.slow(), true);
        return new Times(replay.seconds(measured, 1, false), new Interval(Math.min(low, value), value, Math.max(high, value)), replay.seconds(onTarget, 0, false), true);
    }

    /// Without single tasks: one after another, no gaps.
    private static Times summed(Profile profile, Interval sum, double steps) {
        double busy = profile.uses().stream().mapToDouble(u -> u.seconds()).sum() / steps;
        Interval target = sum.times(1 / steps);
        return new Times(busy, target, target.value(), false);
    }

    private static double[] scaled(double[] factors, double by) {
        double[] scaled = new double[factors.length];
        for (int i = 0; i < factors.length; i++) {
            scaled[i] = factors[i] * by;
        }
        return scaled;
    }
}
