package dev.podwright.repricing;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import dev.podwright.fabric.Fabric;
import dev.podwright.kernel.Kernels;

/// What a profile is priced on.
///
/// @param id as the user named it
/// @param chip the die or chip that a rank is
/// @param pod where collectives run
public record Machine(String id, Chip chip, Pod pod, Kernels kernels, Fabric fabric) {

    public static Machine of(String id, Pod pod, Catalog catalog, Calibration calibration) {
        Chip chip = catalog.rankChip(pod);
        return new Machine(id, chip, pod, Kernels.of(chip, catalog.chips(), calibration), Fabric.of(pod, chip, calibration));
    }
}
