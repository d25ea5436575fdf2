package dev.podwright.diagnosis;

import dev.podwright.profile.Profile;
import dev.podwright.profile.Use;
import dev.podwright.repricing.RepricedUse;
import dev.podwright.repricing.Repricing;
import dev.podwright.units.Interval;
import java.util.Optional;

/// All that is known of one rank.
///
/// @param index among the profiles
record RankView(int index, Profile profile, Repricing repriced, Occupancy occupancy, Ledger ledger) {

    static RankView of(int index, Profile profile, Repricing repriced, String step) {
        Occupancy occupancy = Sweep.of(profile, Window.of(profile).stream().filter(w -> step.isEmpty() || w.name().equals(step)).toList());
        return new RankView(index, profile, repriced, occupancy, new Ledger(occupancy));
    }

    Use use(int use) {
        return profile.uses().get(use);
    }

    RepricedUse priced(int use) {
        return repriced.uses().get(use);
    }

    /// Predicted seconds of a use, as part of its measured seconds; none where it could not be priced.
    Optional<Interval> ratio(int use) {
        double measured = use(use).seconds();
        return measured > 0 ? priced(use).onSource().map(i -> i.times(1 / measured)) : Optional.empty();
    }

    /// Seconds of the steps that a use loses against the whole interval of its price: low against the slow end, high against the fast one.
    Interval loss(int use, Interval ratio) {
        double owned = occupancy.owned()[use];
        return new Interval(owned * Math.max(0, 1 - ratio.high()), owned * Math.max(0, 1 - ratio.value()), owned * Math.max(0, 1 - ratio.low()));
    }

    /// The number of the rank in its job, or its place among the profiles.
    String name() {
        return "rank " + profile.rank().orElse(index);
    }
}
