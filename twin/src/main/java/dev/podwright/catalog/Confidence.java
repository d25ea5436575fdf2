package dev.podwright.catalog;

import java.util.Arrays;
import java.util.Optional;

/// How much a figure can be trusted, best first.
public enum Confidence {
    USER("given by the user"),
    VENDOR_DATASHEET("vendor datasheet"),
    VENDOR_CODE("vendor code"),
    PAPER("paper, second hand"),
    VENDOR_SECOND_HAND("vendor figure, second hand"),
    MEASURED("measured, third party"),
    THIRD_PARTY_CODE("third-party code"),
    PRESS("press"),
    ESTIMATE("estimate"),
    /// Not published by anyone: a stand-in that must be marked wherever it is used.
    ASSUMPTION("assumption");

    private final String label;

    Confidence(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public static Optional<Confidence> of(String label) {
        return Arrays.stream(values()).filter(c -> c.label.equals(label)).findFirst();
    }
}
