package dev.podwright.survey;

import dev.podwright.network.collective.Operation;

/// Bus bandwidth as nccl-tests counts it (NVIDIA/nccl-tests doc/PERFORMANCE.md): bytes over seconds, times what the port of each rank must pass per byte,
/// so that it can be held against the port whatever the operation and the number of ranks.
public final class BusFactor {
    private BusFactor() {}

    /// Bytes through a port for each byte of the operation.
    public static double of(Operation operation, int ranks) {
        double p = ranks;
        return switch (operation) {
            case ALL_REDUCE -> 2 * (p - 1) / p;
            case ALL_GATHER, REDUCE_SCATTER, ALL_TO_ALL -> (p - 1) / p;
            default -> 1;
        };
    }
}
