package dev.podwright.simulation;

/// Replicas that are alike.
///
/// @param replicas how many
/// @param rules of their engine
/// @param times of their steps
/// @param blocks of the cache of each
public record Pool(Role role, int replicas, EngineRules rules, StepTimes times, long blocks) {

    /// What replicas of a pool do.
    public enum Role {
        /// Prompts and generation.
        BOTH,
        /// Prompts only; their caches go to a replica that generates.
        PREFILL,
        /// Generation only.
        DECODE
    }

    public Pool {
        if (replicas < 1 || blocks < 1) {
            throw new IllegalArgumentException("%d replicas of %d blocks.".formatted(replicas, blocks));
        }
    }
}
