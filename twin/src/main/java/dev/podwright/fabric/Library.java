package dev.podwright.fabric;

import dev.podwright.catalog.Chip;

/// Which communication library drives a chip.
enum Library {
    NCCL,
    HCCL;

    private static final String ASCEND = "ascend";

    /// HCCL on Ascend; everyone else's library follows NCCL's structure (RCCL is a port of it).
    static Library of(Chip chip) {
        return chip.id().startsWith(ASCEND) || chip.family().startsWith(ASCEND) ? HCCL : NCCL;
    }
}
