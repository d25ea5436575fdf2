package dev.podwright.plan;

import dev.podwright.layout.TrainingSetup;
import java.util.Comparator;
import java.util.List;

/// A setup that no other betters in time, cards and memory at once.
///
/// @param chips chips as sold that it occupies
/// @param seconds of one iteration
/// @param tokensPerSecond of the whole job
/// @param memory bytes of the fullest rank
public record ParetoPoint(int chips, double seconds, double tokensPerSecond, double memory, TrainingSetup setup) {

    /// Those of `points` that no other betters; most cards first, then fastest.
    static List<ParetoPoint> frontier(List<ParetoPoint> points) {
        return points.stream().distinct().filter(p -> points.stream().noneMatch(p::isBettered))
                .sorted(Comparator.comparingInt(ParetoPoint::chips).reversed().thenComparingDouble(ParetoPoint::seconds)
                        .thenComparing(p -> p.setup.label()))
                .toList();
    }

    private boolean isBettered(ParetoPoint other) {
        return other.chips <= chips && other.seconds <= seconds && other.memory <= memory
                && (other.chips < chips || other.seconds < seconds || other.memory < memory);
    }
}
