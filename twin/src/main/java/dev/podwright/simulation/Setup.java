package dev.podwright.simulation;

import java.util.List;
import java.util.Optional;

/// What a simulation runs.
///
/// @param pools of replicas that do both; or at least one of replicas that do prompts and one of replicas that generate
/// @param router chooses a replica for each request; where there are two stages, for its prompt
/// @param second chooses the replica that generates, where there are two stages
/// @param transfer how caches of prompts move between the stages, where there are two
/// @param tiers where prefixes of prompts are kept beyond the chips' memory
/// @param admission when replicas turn requests away
/// @param faults what breaks
/// @param clients who ask
/// @param oneByOne whether every decode step is an event of its own: slow, for comparison
/// @param seed of all that is drawn
public record Setup(List<Pool> pools, Router router, Router second, Optional<Transfer> transfer, Tiers tiers, Admission admission, Faults faults,
                    Clients clients, boolean oneByOne, long seed) {

    public Setup {
        pools = List.copyOf(pools);
        if (pools.isEmpty()) {
            throw new IllegalArgumentException("There is no pool of replicas.");
        }
        boolean apart = pools.stream().anyMatch(p -> p.role() != Pool.Role.BOTH);
        for (Pool.Role role : Pool.Role.values()) {
            boolean there = pools.stream().anyMatch(p -> p.role() == role);
            if (there != (role == Pool.Role.BOTH ? !apart : apart)) {
                throw new IllegalArgumentException("Pools of %s: either all do both, or some do prompts and some generate."
                        .formatted(pools.stream().map(Pool::role).toList()));
            }
        }
        if (apart != transfer.isPresent() || apart && transfer.get().ports().size() != pools.size()) {
            throw new IllegalArgumentException("Two stages need a transfer with a port of each of the %d pools; one stage has none.".formatted(pools.size()));
        }
        int replicas = pools.stream().mapToInt(Pool::replicas).sum();
        if (faults.incidents().stream().anyMatch(i -> i.replica() >= replicas) || !faults.meanSeconds().isEmpty() && faults.meanSeconds().size() != pools.size()) {
            throw new IllegalArgumentException("Faults of %s in %d pools of %d replicas.".formatted(faults, pools.size(), replicas));
        }
    }

    /// Without tiers, limits and faults.
    public Setup(List<Pool> pools, Router router, Router second, Optional<Transfer> transfer, Clients clients, boolean oneByOne, long seed) {
        this(pools, router, second, transfer, Tiers.NONE, Admission.ALL, Faults.NONE, clients, oneByOne, seed);
    }

    /// One stage.
    public Setup(List<Pool> pools, Router router, Clients clients, boolean oneByOne, long seed) {
        this(pools, router, router, Optional.empty(), clients, oneByOne, seed);
    }

    /// One pool of replicas that do both.
    public static Setup of(Pool pool, Router router, Clients clients, long seed) {
        return new Setup(List.of(pool), router, clients, false, seed);
    }

    /// Pools for prompts and pools for generation.
    public static Setup apart(List<Pool> pools, Router prompts, Router generation, Transfer transfer, Clients clients, long seed) {
        return new Setup(pools, prompts, generation, Optional.of(transfer), clients, false, seed);
    }

    public Setup stepByStep() {
        return new Setup(pools, router, second, transfer, tiers, admission, faults, clients, true, seed);
    }

    public Setup with(Tiers other) {
        return new Setup(pools, router, second, transfer, other, admission, faults, clients, oneByOne, seed);
    }

    public Setup with(Admission other) {
        return new Setup(pools, router, second, transfer, tiers, other, faults, clients, oneByOne, seed);
    }

    public Setup with(Faults other) {
        return new Setup(pools, router, second, transfer, tiers, admission, other, clients, oneByOne, seed);
    }

    /// Replicas of all pools.
    public int replicas() {
        return pools.stream().mapToInt(Pool::replicas).sum();
    }
}
