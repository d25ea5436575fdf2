package dev.podwright.diagnosis;

import dev.podwright.profile.Use;
import dev.podwright.repricing.Machine;
import dev.podwright.repricing.RepricedUse;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// The ranks of one job. Seconds that findings speak of are those of a step, mean over steps and ranks: what one rank loses while others wait for it
/// is told once on each, so the mean is what the job loses.
record Job(Machine machine, List<RankView> ranks) {
    /// What is worth a finding: less is told together in a note.
    static final double WORTH = 0.01;

    /// One use on one rank.
    ///
    /// @param index of the use among those of the rank's profile
    record Seat(RankView rank, int index) {
        Use use() {
            return rank.use(index);
        }

        RepricedUse priced() {
            return rank.priced(index);
        }

        /// See [RankView#ratio].
        Optional<Interval> ratio() {
            return rank.ratio(index);
        }

        double owned() {
            return rank.occupancy().owned()[index];
        }

        double inside() {
            return rank.occupancy().inside()[index];
        }

        /// See [RankView#loss].
        Interval loss(Interval ratio) {
            return rank.loss(index, ratio);
        }

        /// See [Ledger#claim].
        Interval claim(Interval loss) {
            return rank.ledger().claim(index, loss);
        }

        /// See [Ledger#claimChange].
        Interval claimChange(Interval loss) {
            return rank.ledger().claimChange(index, loss);
        }

        double claimed() {
            return rank.ledger().claimed(index);
        }
    }

    /// Seconds of a step, mean over ranks.
    double mean(ToDoubleFunction<RankView> seconds) {
        return ranks.stream().mapToDouble(r -> seconds.applyAsDouble(r) / r.occupancy().steps()).average().orElse(0);
    }

    double step() {
        return mean(r -> r.occupancy().totals().seconds());
    }

    /// Whether seconds of a step are worth a finding of their own.
    boolean worth(double seconds) {
        return seconds >= WORTH * step();
    }

    /// What seconds of all steps of one rank are of a mean step.
    double share(RankView rank, double seconds) {
        return seconds / rank.occupancy().steps() / ranks.size();
    }

    Interval share(RankView rank, Interval seconds) {
        return seconds.times(1.0 / rank.occupancy().steps() / ranks.size());
    }

    /// Uses that are the same operator, over all ranks, in the order in which they first appear.
    ///
    /// @param which uses belong, of those that run inside the steps
    List<List<Seat>> alike(Predicate<Seat> which) {
        Map<Alikeness, List<Seat>> groups = new LinkedHashMap<>();
        for (RankView rank : ranks) {
            for (int index = 0; index < rank.profile().uses().size(); index++) {
                Seat seat = new Seat(rank, index);
                if (seat.inside() > 0 && which.test(seat)) {
                    groups.computeIfAbsent(Alikeness.of(seat.use()), _ -> new ArrayList<>()).add(seat);
                }
            }
        }
        return new ArrayList<>(groups.values());
    }

    /// Sums intervals end by end: errors that go together.
    static Interval sum(Interval a, Interval b) {
        return new Interval(a.low() + b.low(), a.value() + b.value(), a.high() + b.high());
    }
}
