package dev.podwright.plan;

import dev.podwright.layout.TrainingLayout;
import dev.podwright.layout.TrainingMemory;
import dev.podwright.layout.TrainingSetup;
import java.util.List;
import java.util.Optional;

/// What a training search asks about one job. Safe for use by several threads.
///
/// The search trusts that recomputing more never saves time, and that keeping less (smaller micro-batches, more shards, more
/// recomputation) never takes more memory.
interface Oracle {

    /// Why the job cannot be laid out like this, if it cannot.
    Optional<String> conflict(TrainingSetup setup);

    /// Whether there is no [#conflict]; costs less to find than its words.
    default boolean suits(TrainingSetup setup) {
        return conflict(setup).isEmpty();
    }

    /// Bytes of the fullest rank.
    double bytes(TrainingSetup setup);

    /// Bytes of a rank that the job may use.
    double usable();

    /// The memory term by term; `bytes` is faster.
    TrainingMemory memory(TrainingSetup setup);

    /// Seconds of an iteration.
    double seconds(TrainingSetup setup);

    /// Seconds that no machine of these ranks can undercut, recomputation left out; costs next to nothing to find.
    double floor(TrainingSetup setup);

    /// Seconds that this setup cannot undercut; costs less to find than its seconds.
    double least(TrainingSetup setup);

    /// The layout with its ranks in the other orders that can make a difference.
    default List<TrainingLayout> orders(TrainingLayout usual) {
        return List.of();
    }

    default boolean fits(TrainingSetup setup) {
        return bytes(setup) <= usable();
    }
}
