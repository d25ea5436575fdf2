package dev.podwright.validation.serving;

import java.util.List;

/// Families of chips whose software is alike.
final class Chips {
    private static final List<String> AMPERE_AND_ADA = List.of("a100", "l40", "a10", "l20");
    private static final List<String> HOPPER = List.of("h100", "h200", "h800", "h20", "gh200");

    private Chips() {}

    /// Such as `hopper`.
    static String family(String chip) {
        if (chip.startsWith("ascend-950")) {
            return "ascend-950";
        }
        if (chip.startsWith("ascend") || chip.startsWith("atlas")) {
            return "ascend";
        }
        return HOPPER.stream().anyMatch(chip::startsWith) ? "hopper" : AMPERE_AND_ADA.stream().anyMatch(chip::startsWith) ? "ampere" : "blackwell";
    }
}
