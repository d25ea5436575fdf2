package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.app.report.Chart.Roofline;
import dev.podwright.catalog.Chip;
import dev.podwright.step.Inventory;
import dev.podwright.step.Inventory.Computation;
import dev.podwright.units.Precision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The operators of steps under the roofs of the chip: arithmetic per byte against arithmetic per second.
final class RooflinePicture {
    /// Operators with a smaller share of the step are in the table alone.
    private static final double LEAST_SHARE = 0.01;

    static final String READING = "Each dot is an operator on one rank, as large as its share of its step. On the slope memory is the limit, under a flat roof arithmetic;"
            + " how far a dot lies below the roof is what overheads and inefficiency take. Operators with less than 1 % of a step stand in the tables alone.";

    private RooflinePicture() {}

    /// Operators of one name in one step.
    private record Spot(String step, String name, double flops, double bytes, double seconds, double share, Precision compute) {
        double intensity() {
            return flops / bytes;
        }

        double rate() {
            return flops / seconds;
        }
    }

    /// @param steps by name, such as `decode step`
    static Figure of(String id, String title, Chip chip, Map<String, Inventory> steps) {
        List<Spot> spots = new ArrayList<>();
        steps.forEach((name, inventory) -> spots.addAll(spots(name, inventory)));
        List<Precision> precisions = spots.stream().map(Spot::compute).distinct().filter(chip::supports)
                .sorted(Comparator.comparingDouble(chip::peak)).toList();
        double bandwidth = chip.need(dev.podwright.catalog.Figure.MEMORY_BANDWIDTH);
        List<Roofline.Group> groups = new ArrayList<>();
        steps.keySet().forEach(step -> groups.add(new Roofline.Group(step, Tone.series(groups.size()), spots.stream().filter(s -> s.step.equals(step) && s.share >= LEAST_SHARE)
                .map(s -> new Roofline.Dot(s.name, s.intensity(), s.rate(), s.share)).toList())));
        List<Roofline.Roof> roofs = precisions.stream().map(p -> new Roofline.Roof(p.label(), chip.peak(p))).toList();
        String caption = "One rank with a memory of %s TB/s; peaks by precision stand at the right. Labels name the largest.".formatted(Show.number(bandwidth / 1e12));
        return new Figure(id, title, caption, new Roofline(bandwidth, roofs, groups), table(title, spots));
    }

    private static List<Spot> spots(String step, Inventory inventory) {
        double whole = inventory.computations().stream().mapToDouble(c -> c.times() * c.cost().seconds()).sum()
                + inventory.exchanges().stream().mapToDouble(e -> e.times() * e.cost().seconds()).sum();
        Map<String, List<Computation>> byName = new LinkedHashMap<>();
        inventory.computations().stream().filter(c -> c.cost().seconds() > 0 && c.flops() > 0 && c.bytes() > 0)
                .forEach(c -> byName.computeIfAbsent(c.name(), _ -> new ArrayList<>()).add(c));
        return byName.entrySet().stream().map(e -> {
            double seconds = e.getValue().stream().mapToDouble(c -> c.times() * c.cost().seconds()).sum();
            return new Spot(step, e.getKey(), e.getValue().stream().mapToDouble(c -> c.times() * c.flops()).sum(),
                    e.getValue().stream().mapToDouble(c -> c.times() * c.bytes()).sum(), seconds, seconds / whole, e.getValue().getFirst().compute());
        }).toList();
    }

    private static Table table(String title, List<Spot> spots) {
        List<List<String>> rows = spots.stream().sorted(Comparator.comparingDouble(Spot::share).reversed()).map(s -> List.of(s.name, s.step, s.compute.label(),
                Show.number(s.intensity()), Show.number(s.rate() / 1e12), Show.number(s.bytes / s.seconds / 1e12), Show.percent(s.share))).toList();
        return new Table(title, List.of("operator", "step", "computes in", "FLOP per byte", "TFLOP/s", "TB/s", "share of the step"), rows);
    }
}
