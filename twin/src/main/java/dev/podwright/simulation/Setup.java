package dev.podwright.simulation;

import java.util.List;

/// What a simulation runs.
///
/// @param pools one of replicas that do both, or one or more that do prompts and one or more that generate
/// @param router chooses a replica for each request
/// @param clients who ask
/// @param oneByOne whether every decode step is an event of its own: slow, for comparison
/// @param seed of all that is drawn
public record Setup(List<Pool> pools, Router router, Clients clients, boolean oneByOne, long seed) {

    public Setup {
        pools = List.copyOf(pools);
        if (pools.isEmpty()) {
            throw new IllegalArgumentException("There is no pool of replicas.");
        }
    }

    /// One pool of replicas that do both.
    public static Setup of(Pool pool, Router router, Clients clients, long seed) {
        return new Setup(List.of(pool), router, clients, false, seed);
    }

    public Setup stepByStep() {
        return new Setup(pools, router, clients, true, seed);
    }

    /// Replicas of all pools.
    public int replicas() {
        return pools.stream().mapToInt(Pool::replicas).sum();
    }
}
