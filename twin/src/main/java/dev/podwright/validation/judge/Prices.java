package dev.podwright.validation.judge;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.kernel.Kernels;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The chips of the evidence and what operators cost on them.
final class Prices {
    /// Chips whose evidence does not name the bin, and the bin that its fastest rows fit.
    private static final Map<String, String> BINS = Map.of("ascend-910b", "ascend-910b2");

    private final Catalog catalog;
    private final Calibration calibration;
    private final Map<String, Kernels> kernels = new ConcurrentHashMap<>();

    Prices(Catalog catalog, Calibration calibration) {
        this.catalog = catalog;
        this.calibration = calibration;
    }

    /// The chip that the evidence means, if the catalogue has it.
    Optional<Chip> chip(String name) {
        return catalog.findChip(BINS.getOrDefault(name, name));
    }

    Kernels kernels(Chip chip) {
        return kernels.computeIfAbsent(chip.id(), _ -> Kernels.of(chip, catalog.chips(), calibration));
    }
}
