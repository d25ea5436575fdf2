package dev.podwright.catalog;

import dev.podwright.document.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A server nobody sells as a pod: a few chips joined by their own links or by PCIe.
///
/// How chips of a kind stand together is the chip's `server` entry. More chips than that need a network the chip
/// does not bring along, so they are refused with the pods that have one.
final class AdHoc {
    private final Catalog catalog;
    private final Chip chip;
    private final int chips;

    AdHoc(Catalog catalog, Chip chip, int chips) {
        this.catalog = catalog;
        this.chip = chip;
        this.chips = chips;
    }

    Pod pod() {
        if (chips < 1) {
            throw new InputException("%d chips make no server.".formatted(chips), "Ask for at least 1.");
        }
        int ranksPerChip = chip.dies().map(Chip.Dies::count).orElse(1);
        List<Level> levels = new ArrayList<>();
        dieLevel().ifPresent(levels::add);
        int members = levels.isEmpty() || ranksPerChip > 1 ? chips : chips / levels.getFirst().groups();
        if (members > 1) {
            levels.add(serverLevel(members, levels.isEmpty() ? 1 : levels.getFirst().groups() / ranksPerChip));
        }
        String links = levels.isEmpty() ? "no links are needed" : "the chips are joined by "
                + String.join(" and ", levels.stream().map(Level::name).toList());
        return new Pod(chips == 1 ? chip.id() : "%s-x%d".formatted(chip.id(), chips),
                chips == 1 ? chip.name() : "%d x %s in one server".formatted(chips, chip.name()), chip.id(), ranksPerChip,
                chip.status(), levels, Optional.empty(), List.of(), Map.of(),
                List.of("Not a catalogue pod but an ad-hoc server: %s.".formatted(links)));
    }

    /// The pair of dies, for packages and for an even number of single dies.
    private Optional<Level> dieLevel() {
        Optional<Chip.Dies> dies = chip.dies().or(() -> catalog.chips().stream()
                .flatMap(c -> c.dies().stream())
                .filter(d -> d.chip().equals(chip.id()) && chips % d.count() == 0)
                .findFirst());
        return dies.map(d -> {
            Chip.Link link = d.link().orElseThrow(() -> missing("link between the dies of a package of " + d.chip()));
            return new Level(link.name(), Wiring.DIE_PAIR, d.count(), false, Optional.of(link.bandwidth()), link.latency(),
                    Optional.empty(), link.efficiency(), List.of(), "");
        });
    }

    /// @param chipsEach chips that one member stands for: 2 where dies are paired first
    private Level serverLevel(int members, int chipsEach) {
        Chip.Server server = chip.server().orElseThrow(() -> missing("level that joins several of them in one server"));
        int most = (int) server.chips().si() / Math.max(1, chipsEach);
        if (members > most) {
            throw new InputException("%d chips are more than the %.0f that one server of %s holds: the level between servers is missing."
                    .formatted(chips, server.chips().si(), chip.id()), pods());
        }
        Chip rank = chip.dies().map(d -> catalog.chip(d.chip())).orElse(chip);
        Figure figure = server.wiring() == Wiring.PCIE ? Figure.HOST_BANDWIDTH : Figure.SCALE_UP_BANDWIDTH;
        Quantity bandwidth = server.bandwidth().or(() -> rank.find(figure)).orElseThrow(() -> missing(figure.label()));
        Level whole = new Level(server.link(), server.wiring(), most, false, Optional.of(bandwidth), server.latency(),
                Optional.empty(), server.efficiency(), List.of(), "");
        return Resized.shrunk(whole, members);
    }

    private InputException missing(String what) {
        return new InputException("The catalogue has no %s for the chip %s, so %d of them cannot be joined."
                .formatted(what, chip.id(), chips), pods());
    }

    private String pods() {
        List<String> ids = catalog.podsOf(chip.id()).stream()
                .map(p -> p.chip().equals(chip.id()) ? p.id() : "%s (with --set %s.chip=%s)".formatted(p.id(), p.id(), chip.id()))
                .toList();
        return ids.isEmpty()
                ? "No catalogue pod is made of it; describe one in a file for --catalog."
                : "Choose a pod of it, with --chips %d if it has another number: %s.".formatted(chips, String.join(", ", ids));
    }
}
