package dev.podwright.validation;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Level;
import dev.podwright.catalog.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        Pod whole = catalog.pod(row.text("pod"));
        int chips = Math.ceilDiv(LayoutCells.whole(row, "chips"), whole.ranksPerChip());
        Pod networked = network(row, catalog, whole);
        Matcher slices = SLICES.matcher(row.text("zero_fsdp_detail"));
        int number = slices.find() ? Integer.parseInt(slices.group(1)) : 1;
        return number > 1 && chips % number == 0 ? sliced(catalog, networked, chips, number) : catalog.joined(networked, chips);
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

    private static Pod network(Row row, Catalog catalog, Pod pod) {
        Level outer = pod.levels().getLast();
        Matcher written = NETWORK.matcher(row.text("scale_out"));
        if (!outer.scaleOut() || outer.rate().isEmpty() || !written.matches()) {
            return pod;
        }
        double gbit = Double.parseDouble(written.group(2)) * (written.group(1) == null ? 1 : Integer.parseInt(written.group(1)));
        double share = written.group(3).contains("per NPU") || !row.has("chips_per_node") ? 1 : row.positive("chips_per_node");
        double rate = gbit * GBIT / share;
        if (Math.abs(rate / outer.bandwidth().si() - 1) < SAME) {
            return pod;
        }
        return catalog.set(String.format(Locale.ROOT, "%s.%s.bandwidth=%.6gGB/s", pod.id(), outer.name(), rate / 1e9)).pod(pod.id());
    }
}
