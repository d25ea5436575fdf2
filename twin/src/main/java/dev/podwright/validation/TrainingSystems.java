package dev.podwright.validation;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Level;
import dev.podwright.catalog.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The system that a training row was measured on: the catalogue's pod with as many chips, and the network the source names.
final class TrainingSystems {
    /// `8x Mellanox 200 Gb/s HDR … per node`, `400 Gb/s per node`, `1600 Gb/s node-node RoCE`, `RoCE (200 Gb/s per NPU)`.
    private static final Pattern NETWORK = Pattern.compile("(?:(\\d+)x )?(?:[^\\d]*)(\\d+) Gb/s(.*)");
    private static final Pattern SLICES = Pattern.compile("data parallel (\\d+) across slices");
    private static final double GBIT = 1e9 / 8;
    /// Catalogue and source agree within this: nothing is replaced.
    private static final double SAME = 0.01;

    private TrainingSystems() {}

    /// @throws dev.podwright.document.InputException if the pod is unknown or has no such number of chips
    static Pod of(Row row, Catalog catalog) {
        String name = row.text("pod");
        Catalog chosen = withChip(row, catalog, catalog.pod(name));
        Pod whole = withNetwork(row, chosen, chosen.pod(name)).pod(name);
        int chips = Math.ceilDiv(LayoutCells.whole(row, "chips"), whole.ranksPerChip());
        Matcher slices = SLICES.matcher(row.text("zero_fsdp_detail"));
        int number = slices.find() ? Integer.parseInt(slices.group(1)) : 1;
        return number > 1 && chips % number == 0 ? sliced(catalog, whole, chips, number) : catalog.joined(whole, chips);
    }

    /// The chip column rules: the pod is the nearest system the catalogue has. Where the bin is not known the pod's own chip is as good.
    private static Catalog withChip(Row row, Catalog catalog, Pod pod) {
        Optional<Chip> chip = catalog.findChip(row.text("chip"));
        boolean other = chip.isPresent() && !chip.get().id().equals(pod.chip()) && !chip.get().id().equals(catalog.rankChip(pod).id());
        return other ? catalog.set("%s.chip=%s".formatted(pod.id(), chip.get().id())) : catalog;
    }

    /// Slices of a torus joined by the pod's scale-out level, where a source runs several small ones rather than one large.
    private static Pod sliced(Catalog catalog, Pod pod, int chips, int slices) {
        Level outer = pod.levels().getLast();
        Pod slice = catalog.joined(pod, chips / slices);
        List<Level> levels = new ArrayList<>(slice.levels());
        if (outer.scaleOut() && levels.stream().noneMatch(Level::scaleOut)) {
            levels.add(outer);
        }
        return catalog.joined(new Pod(pod.id(), slice.name(), pod.chip(), pod.ranksPerChip(), pod.status(), levels, slice.power(), pod.prices(),
                pod.facts(), slice.assumptions()), chips);
    }

    private static Catalog withNetwork(Row row, Catalog catalog, Pod pod) {
        Level outer = pod.levels().getLast();
        Matcher written = NETWORK.matcher(row.text("scale_out"));
        if (!outer.scaleOut() || outer.rate().isEmpty() || !written.matches()) {
            return catalog;
        }
        double gbit = Double.parseDouble(written.group(2)) * (written.group(1) == null ? 1 : Integer.parseInt(written.group(1)));
        double share = written.group(3).contains("per NPU") || !row.has("chips_per_node") ? 1 : row.positive("chips_per_node");
        double rate = gbit * GBIT / share;
        if (Math.abs(rate / outer.bandwidth().si() - 1) < SAME) {
            return catalog;
        }
        return catalog.set(String.format(Locale.ROOT, "%s.%s.bandwidth=%.6gGB/s", pod.id(), outer.name(), rate / 1e9));
    }
}
