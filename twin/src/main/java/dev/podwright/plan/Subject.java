package dev.podwright.plan;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Something to compare: a chip in a server of its own links, or a pod.
///
/// @param id as the user named it
/// @param chip as sold
/// @param rankChip the die, where the chip is a package of dies
/// @param pod where collectives and workloads run
public record Subject(String id, Chip chip, Chip rankChip, Pod pod) {
    private static final int SERVER_CHIPS = 8;

    /// A chip id gives eight of them in one server, or one alone where they cannot be joined so; a pod id gives the pod.
    ///
    /// @throws InputException if `id` is neither
    public static Subject of(String id, Catalog catalog) {
        Optional<Pod> named = catalog.findPod(id);
        if (named.isPresent()) {
            return new Subject(id, catalog.chip(named.get().chip()), catalog.rankChip(named.get()), named.get());
        }
        Chip chip = catalog.findChip(id).orElseThrow(() -> unknown(id, catalog));
        Pod pod = server(chip, catalog);
        return new Subject(id, chip, catalog.rankChip(pod), pod);
    }

    /// Dies per chip as sold.
    public int dies() {
        return pod.ranksPerChip();
    }

    private static InputException unknown(String id, Catalog catalog) {
        List<String> known = Stream.concat(catalog.chips().stream().map(Chip::id), catalog.pods().stream().map(Pod::id)).toList();
        String maybe = Nearest.maybe(id, known);
        return new InputException("The catalogue has no chip and no pod \"%s\".".formatted(id), maybe.isEmpty() ? "podwright catalog list shows all." : maybe);
    }

    private static Pod server(Chip chip, Catalog catalog) {
        try {
            return catalog.adHoc(chip.id(), SERVER_CHIPS);
        } catch (InputException noLinks) {
            return catalog.adHoc(chip.id(), 1);
        }
    }
}
