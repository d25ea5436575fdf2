package dev.podwright.catalog;

import dev.podwright.units.Precision;
import java.util.ArrayList;
import java.util.List;

/// What cannot be predicted, and for want of which number.
final class Checks {
    private final Catalog catalog;

    Checks(Catalog catalog) {
        this.catalog = catalog;
    }

    List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        catalog.chips().forEach(c -> findings.addAll(of(c)));
        catalog.pods().forEach(p -> findings.addAll(of(p)));
        return List.copyOf(findings);
    }

    List<Finding> of(Chip chip) {
        List<Finding> findings = new ArrayList<>();
        String id = chip.id();
        if (chip.peaks().isEmpty()) {
            findings.add(new Finding(id, "peak", "No matrix operator can be timed.", true));
        } else if (!chip.supports(Precision.BF16) && !chip.supports(Precision.FP16)) {
            findings.add(new Finding(id, "peak.bf16", "16-bit models cannot be predicted.", true));
        }
        if (chip.find(Figure.MEMORY_CAPACITY).isEmpty()) {
            findings.add(new Finding(id, Figure.MEMORY_CAPACITY.label(), "Nothing that must fit in memory can be predicted.", true));
        }
        if (chip.find(Figure.MEMORY_BANDWIDTH).isEmpty()) {
            findings.add(new Finding(id, Figure.MEMORY_BANDWIDTH.label(), "Nothing that reads memory can be predicted.", true));
        }
        chip.peaks().forEach((precision, peak) -> {
            if (peak.assumed()) {
                findings.add(new Finding(id, "peak." + precision.label(), "The peak is an assumption: nobody has published it.", false));
            }
        });
        if (chip.server().isEmpty() && catalog.podsOf(id).isEmpty()) {
            findings.add(new Finding(id, "server", "Several of them cannot be joined without a pod of your own.", false));
        }
        if (chip.find(Figure.POWER).isEmpty()) {
            findings.add(new Finding(id, Figure.POWER.label(), "Energy is unknown.", false));
        }
        if (chip.prices().isEmpty()) {
            findings.add(new Finding(id, "price", "Cost is unknown unless a price is given.", false));
        }
        return findings;
    }

    /// What must be assumed to draw the level switch by switch.
    private static List<Finding> shape(Pod pod, Level level) {
        Shape shape = level.shape();
        if (!shape.assumption().isEmpty()) {
            return List.of(new Finding(pod.id(), level.name() + ".shape", shape.assumption(), false));
        }
        boolean switched = level.wiring() == Wiring.SWITCH || level.wiring() == Wiring.FAT_TREE;
        return switched && shape.equals(Shape.UNKNOWN)
                ? List.of(new Finding(pod.id(), level.name() + ".shape", "Its switches and cables are not known: usual ones are assumed where the network counts.", false))
                : List.of();
    }

    List<Finding> of(Pod pod) {
        List<Finding> findings = new ArrayList<>();
        of(catalog.rankChip(pod)).stream().filter(Finding::blocks).forEach(f -> findings.add(
                new Finding(pod.id(), f.entry() + "." + f.missing(), f.consequence(), true)));
        for (Level level : pod.levels()) {
            if (level.rate().isEmpty()) {
                findings.add(new Finding(pod.id(), level.name() + ".bandwidth", "Traffic between chips cannot be predicted.", true));
            } else if (level.bandwidth().assumed()) {
                findings.add(new Finding(pod.id(), level.name() + ".bandwidth", "The bandwidth is an assumption: nobody has published it.", false));
            }
            if (level.latency().isEmpty()) {
                findings.add(new Finding(pod.id(), level.name() + ".latency", "A default latency of the wiring is used.", false));
            }
            findings.addAll(shape(pod, level));
        }
        if (!pod.levels().getLast().scaleOut()) {
            findings.add(new Finding(pod.id(), "scale_out", "More than %d chips cannot be predicted.".formatted(pod.chips()), false));
        }
        if (pod.power().isEmpty() && catalog.chip(pod.chip()).find(Figure.POWER).isEmpty()) {
            findings.add(new Finding(pod.id(), "power", "Energy is unknown.", false));
        }
        return findings;
    }
}
