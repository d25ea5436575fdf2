package dev.podwright.calibration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How near the chip a fit was made on stands to the chip it is used for, nearest first.
public enum Kinship {
    /// The chip itself.
    CHIP,
    /// A chip of the same family.
    FAMILY,
    /// A chip of the same vendor.
    VENDOR,
    /// Any chip.
    ANY;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kinship> of(String label) {
        return Arrays.stream(values()).filter(k -> k.label().equals(label)).findFirst();
    }
}
