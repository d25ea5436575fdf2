package dev.podwright.diagnosis;

import dev.podwright.units.Interval;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/// The seconds of one rank's steps, each of which one finding may claim: so no gain counts twice, and all gains together never exceed the steps.
final class Ledger {
    private static final Interval NOTHING = Interval.exact(0);

    private final double[] owned;
    private final double[] claimed;
    private final Interval[] mended;
    private final Map<Gap.Cause, Interval> gaps = new EnumMap<>(Gap.Cause.class);

    Ledger(Occupancy occupancy) {
        owned = occupancy.owned();
        claimed = new double[owned.length];
        mended = new Interval[owned.length];
        Arrays.fill(mended, NOTHING);
        occupancy.gaps().forEach(g -> gaps.merge(g.cause(), new Interval(g.sure(), g.avoidable(), g.avoidable()), Job::sum));
    }

    /// Claims a loss of one use as far as nobody has claimed it.
    ///
    /// @param loss seconds of all steps that mending would save, before others' claims
    /// @return what is left of it
    Interval claim(int use, Interval loss) {
        Interval left = claimChange(use, loss);
        mended[use] = Job.sum(mended[use], left);
        return left;
    }

    /// The same for what another program would save: this one's expected time stays as it is.
    Interval claimChange(int use, Interval loss) {
        Interval left = new Interval(left(use, loss.low()), left(use, loss.value()), left(use, loss.high()));
        if (left.high() <= 0) {
            return NOTHING;
        }
        claimed[use] += left.high();
        return left;
    }

    /// Seconds of a use that somebody has claimed.
    double claimed(int use) {
        return claimed[use];
    }

    /// Seconds of a use that would be left if what was found is mended, this program being as it is.
    Interval left(int use) {
        Interval saved = mended[use];
        return new Interval(owned[use] - saved.high(), owned[use] - saved.value(), owned[use] - saved.low());
    }

    private double left(int use, double loss) {
        return Math.max(0, Math.min(loss, owned[use]) - claimed[use]);
    }

    /// Claims idle seconds of one cause as far as nobody has claimed them.
    Interval claimGap(Gap.Cause cause, double seconds) {
        Interval all = gaps.getOrDefault(cause, NOTHING);
        double part = all.value() > 0 ? Math.min(1, seconds / all.value()) : 0;
        gaps.put(cause, all.times(1 - part));
        return all.times(part);
    }

    /// Idle seconds of one cause that nobody has claimed.
    double gap(Gap.Cause cause) {
        return gaps.getOrDefault(cause, NOTHING).value();
    }
}
