package dev.podwright.plan;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import dev.podwright.document.InputException;

/// Something to compare: a chip in a server of its own links, or a pod.
///
/// @param id as the user named it
/// @param chip as sold
/// @param rankChip the die, where the chip is a package of dies
/// @param pod where collectives and workloads run
public record Subject(String id, Chip chip, Chip rankChip, Pod pod) {
    private static final int SERVER_CHIPS = 8;

    /// A chip id gives eight of them in one server; a pod id gives the pod.
    ///
    /// @throws InputException if `id` is neither
    public static Subject of(String id, Catalog catalog) {
        boolean isPod = catalog.pods().stream().anyMatch(p -> p.id().equals(id));
        if (isPod) {
            Pod pod = catalog.pod(id);
            return new Subject(id, catalog.chip(pod.chip()), catalog.rankChip(pod), pod);
        }
        Chip chip = catalog.chip(id);
        Pod pod = server(chip, catalog);
        return new Subject(id, chip, catalog.rankChip(pod), pod);
    }

    /// Dies per chip as sold.
    public int dies() {
        return pod.ranksPerChip();
    }

    private static Pod server(Chip chip, Catalog catalog) {
        try {
            return catalog.adHoc(chip.id(), SERVER_CHIPS);
        } catch (InputException noLinks) {
            return catalog.adHoc(chip.id(), 1);
        }
    }
}
