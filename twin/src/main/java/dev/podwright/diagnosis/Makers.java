package dev.podwright.diagnosis;

import dev.podwright.catalog.Chip;

/// What differs between chips of different makers.
enum Makers {
    ASCEND,
    NVIDIA,
    OTHER;

    static Makers of(Chip chip) {
        if (chip.family().startsWith("ascend")) {
            return ASCEND;
        }
        return chip.vendor().equals("NVIDIA") ? NVIDIA : OTHER;
    }
}
