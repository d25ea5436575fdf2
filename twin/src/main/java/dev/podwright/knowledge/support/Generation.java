package dev.podwright.knowledge.support;

import dev.podwright.catalog.Chip;
import java.util.Optional;

/// Generations of Ascend chips as CANN tells them apart (its NpuArch: 1001, 2002, 2201, 2201, 3510).
public enum Generation {
    /// 910A and first-generation 910B, ProA, ProB.
    A1("ascend-a1", "910A and first-generation 910B"),
    /// 310P.
    P310("ascend-310p", "310P"),
    /// 910B1 to 910B4.
    A2("ascend-a2", "A2 (910B1 to 910B4)"),
    /// 910C.
    A3("ascend-a3", "A3 (910C)"),
    /// 950PR, 950DT, 350; 960 and 970 are announced to follow.
    A5("ascend-a5", "950");

    private final String family;
    private final String label;

    Generation(String family, String label) {
        this.family = family;
        this.label = label;
    }

    /// The family of the catalogue's chips of this generation.
    public String family() {
        return family;
    }

    /// As sentences name it.
    public String label() {
        return label;
    }

    /// The generation of a chip; none for chips of others.
    public static Optional<Generation> of(Chip chip) {
        for (Generation generation : values()) {
            if (generation.family.equals(chip.family())) {
                return Optional.of(generation);
            }
        }
        return Optional.empty();
    }
}
