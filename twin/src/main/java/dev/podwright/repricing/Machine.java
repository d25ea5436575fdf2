package dev.podwright.repricing;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.Library;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import dev.podwright.fabric.Fabric;
import dev.podwright.kernel.Kernels;
import dev.podwright.model.Operator;
import dev.podwright.units.Cost;
import java.util.List;
import java.util.Optional;

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

    /// The price of an operator in the nearest precision that the chip has; empty if it has none of the kind.
    public Optional<Cost> price(Operator operator) {
        return new Pricer(this).price(List.of(operator)).map(Pricer.Price::cost);
    }
}
