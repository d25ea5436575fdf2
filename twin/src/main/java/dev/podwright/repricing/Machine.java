package dev.podwright.repricing;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.Library;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import dev.podwright.fabric.Fabric;
import dev.podwright.kernel.Kernels;
import java.util.List;

/// What a profile is priced on.
///
/// @param id as the user named it
/// @param chip the die or chip that a rank is
/// @param pod where collectives run
/// @param libraries prices of each library that was measured on the chip, as a profile does not tell which of them its kernels resemble
public record Machine(String id, Chip chip, Pod pod, Kernels kernels, Fabric fabric, List<Kernels> libraries) {
    public Machine {
        libraries = List.copyOf(libraries);
    }

    public static Machine of(String id, Pod pod, Catalog catalog, Calibration calibration) {
        Chip chip = catalog.rankChip(pod);
        List<Kernels> libraries = calibration.kernels().stream().filter(fit -> fit.chip().equals(chip.id())).map(fit -> new Library(fit.framework(), fit.format())).distinct()
                .map(library -> Kernels.of(chip, catalog.chips(), calibration, library)).toList();
        return new Machine(id, chip, pod, Kernels.of(chip, catalog.chips(), calibration), Fabric.of(pod, chip, calibration), libraries);
    }
}
