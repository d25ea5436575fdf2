package dev.podwright.plan;

import dev.podwright.layout.Sharding;
import dev.podwright.layout.TrainingSetup;
import java.util.Comparator;

/// A setup that fits, with its time.
///
/// @param seconds of an iteration
/// @param memory bytes of the fullest rank
record Timed(TrainingSetup setup, double seconds, double memory) {

    /// Fastest first; then fewest ranks, then least memory; the label last, so that the order never depends on the search.
    static final Comparator<Timed> FASTEST = Comparator.comparingDouble(Timed::seconds).thenComparingLong(t -> t.setup.layout().ranks())
            .thenComparingDouble(Timed::memory).thenComparing(t -> t.setup.label());

    /// Setups of one kind are small variations of one idea.
    record Kind(int tensor, int context, int pipeline, int experts, Sharding.Kind sharding) {

        static Kind of(TrainingSetup setup) {
            return new Kind(setup.layout().tensor(), setup.layout().context(), setup.layout().pipeline(), setup.layout().experts(),
                    setup.sharding().kind());
        }
    }

    Kind kind() {
        return Kind.of(setup);
    }
}
