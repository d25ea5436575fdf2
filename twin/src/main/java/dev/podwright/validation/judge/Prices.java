package dev.podwright.validation.judge;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.Library;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.document.InputException;
import dev.podwright.kernel.Kernels;
import dev.podwright.kernel.Modules;
import dev.podwright.validation.KernelRows;
import dev.podwright.validation.Row;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The chips of the evidence and what operators cost on them.
final class Prices {
    /// Chips whose evidence does not name the bin, and the bin that its fastest rows fit.
    private static final Map<String, String> BINS = Map.of("ascend-910b", "ascend-910b2");

    private final Catalog catalog;
    private final Calibration calibration;
    private final Modules modules;
    private final Map<String, Kernels> preferred = new ConcurrentHashMap<>();
    private final Map<Ran, Kernels> own = new ConcurrentHashMap<>();

    private record Ran(String chip, Library library) {}

    Prices(Catalog catalog, Calibration calibration) {
        this.catalog = catalog;
        this.calibration = calibration;
        this.modules = new Modules(calibration);
    }

    /// The chip that the evidence means.
    ///
    /// @throws InputException if the catalogue does not have it
    Chip chip(String name) {
        return catalog.findChip(BINS.getOrDefault(name, name)).orElseThrow(() -> new InputException("the catalogue has no chip " + name, ""));
    }

    /// The kernels that the product would choose.
    Kernels kernels(Chip chip) {
        return preferred.computeIfAbsent(chip.id(), _ -> Kernels.of(chip, catalog.chips(), calibration));
    }

    /// Whole blocks of operators.
    Modules modules() {
        return modules;
    }

    /// The kernels of one library.
    Kernels kernels(Chip chip, Library library) {
        return own.computeIfAbsent(new Ran(chip.id(), library), _ -> Kernels.of(chip, catalog.chips(), calibration, library));
    }

    /// Whose kernel a row of a kernel table timed.
    static Optional<Library> library(Row row) {
        return row.has("framework") ? Optional.of(KernelRows.library(row)) : Optional.empty();
    }
}
