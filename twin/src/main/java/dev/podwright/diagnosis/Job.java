package dev.podwright.diagnosis;

import dev.podwright.repricing.Machine;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;

/// The ranks of one job. Seconds that findings speak of are those of a step, mean over steps and ranks: what one rank loses while others wait for it
/// is told once on each, so the mean is what the job loses.
record Job(Machine machine, List<RankView> ranks) {
    /// What is worth a finding: less is told together in a note.
    static final double WORTH = 0.01;

    /// One use on one rank.
    record Seat(RankView rank, int use) {
        double owned() {
            return rank.occupancy().owned()[use];
        }

        double inside() {
            return rank.occupancy().inside()[use];
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
    /// @param which index of a use that belongs
    List<List<Seat>> alike(java.util.function.Predicate<Seat> which) {
        Map<Alikeness, List<Seat>> groups = new LinkedHashMap<>();
        for (RankView rank : ranks) {
            each(rank, use -> which.test(new Seat(rank, use)), groups);
        }
        return new ArrayList<>(groups.values());
    }

    private static void each(RankView rank, IntPredicate which, Map<Alikeness, List<Seat>> groups) {
        for (int use = 0; use < rank.profile().uses().size(); use++) {
            if (rank.occupancy().inside()[use] > 0 && which.test(use)) {
                groups.computeIfAbsent(Alikeness.of(rank.use(use)), _ -> new ArrayList<>()).add(new Seat(rank, use));
            }
        }
    }

    /// Sums intervals end by end: errors that go together.
    static Interval sum(Interval a, Interval b) {
        return new Interval(a.low() + b.low(), a.value() + b.value(), a.high() + b.high());
    }
}
