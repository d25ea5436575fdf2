package dev.podwright.validation;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Confidence;
import dev.podwright.catalog.Figure;
import dev.podwright.catalog.Level;
import dev.podwright.catalog.Pod;
import dev.podwright.catalog.Quantity;
import dev.podwright.catalog.Status;
import dev.podwright.catalog.Wiring;
import dev.podwright.document.InputException;
import dev.podwright.units.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The system that a chip's exchanges were measured on.
///
/// @param chip what a rank is
/// @param levels its scale-up fabric, from the inside out
/// @param nic bytes/s per rank between nodes where a measurement does not say
public record Bench(Chip chip, List<Level> levels, double nic) {
    private static final int[] SERVERS = {8, 4, 2};
    /// 400 Gbit/s per rank, the commonest NIC of the measured clusters, where the catalogue names none.
    private static final double NIC = 50e9;

    public Bench {
        levels = List.copyOf(levels);
    }

    /// The systems of all chips in a catalogue that have a link to each other: a catalogue pod's scale-up levels, else an ad-hoc server of eight.
    ///
    /// A level's published efficiency is left out: it is what measurements are to find. So is the innermost latency.
    public static Map<String, Bench> of(Catalog catalog) {
        Map<String, Bench> benches = new TreeMap<>();
        for (Pod pod : catalog.pods()) {
            benches.computeIfAbsent(catalog.rankChip(pod).id(), id -> of(catalog.rankChip(pod), pod));
        }
        for (Chip chip : catalog.chips()) {
            if (!benches.containsKey(chip.id())) {
                server(catalog, chip).ifPresent(pod -> benches.put(chip.id(), of(chip, pod)));
            }
        }
        return benches;
    }

    private static Optional<Pod> server(Catalog catalog, Chip chip) {
        for (int chips : SERVERS) {
            try {
                return Optional.of(catalog.adHoc(chip.id(), chips));
            } catch (InputException unknownLink) {
                // Fewer chips may make a server; without any link the chip has no exchange to predict.
            }
        }
        return Optional.empty();
    }

    private static Bench of(Chip chip, Pod pod) {
        List<Level> inside = new ArrayList<>();
        for (Level level : pod.levels()) {
            if (!level.scaleOut() && level.wiring() != Wiring.FAT_TREE) {
                inside.add(new Level(level.name(), level.wiring(), level.groups(), false, level.rate(), inside.isEmpty() ? Optional.empty() : level.latency(),
                        level.taper(), Optional.empty(), level.dims(), level.note()));
            }
        }
        double nic = chip.find(Figure.SCALE_OUT_BANDWIDTH).map(Quantity::si).orElse(NIC);
        return new Bench(chip, inside, nic);
    }

    /// A pod like the one of `row`: nodes of as many ranks as took part, NICs as its topology says.
    public Pod pod(ExchangeRow row) {
        List<Level> joined = new ArrayList<>(levels);
        int node = levels.stream().mapToInt(Level::groups).reduce(1, Math::multiplyExact);
        if (row.nodes() > 1 && row.ranks() > node || row.nodes() > 1 && row.ranksPerNode() < node && switched()) {
            joined.set(joined.size() - 1, resized(joined.getLast(), row.ranksPerNode() / (node / joined.getLast().groups())));
            joined.add(new Level("network", Wiring.FAT_TREE, 1, true, rate(row.nic() > 0 ? row.nic() : nic), Optional.empty(), 1, Optional.empty(), ""));
        }
        return new Pod(chip.id() + " bench", "", chip.id(), 1, Status.SHIPPING, joined, Optional.empty(), List.of(), Map.of(), List.of());
    }

    /// One switch per node: fewer ranks a node make a smaller node. Where the fabric has tiers, measured nodes lie inside it.
    private boolean switched() {
        return levels.size() == 1 && levels.getFirst().wiring() == Wiring.SWITCH && levels.getFirst().groups() <= NODE;
    }

    /// Most ranks of one server board; a larger switched fabric joins several.
    private static final int NODE = 8;

    private static Level resized(Level level, int groups) {
        return new Level(level.name(), level.wiring(), Math.max(1, groups), level.scaleOut(), level.bandwidth(), level.latency(),
                level.oversubscription(), level.efficiency(), level.note());
    }

    private static Quantity rate(double si) {
        return new Quantity(si, Unit.BYTE_PER_S, "measurement's topology", Confidence.MEASURED, "", List.of());
    }
}
