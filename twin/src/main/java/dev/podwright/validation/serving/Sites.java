package dev.podwright.validation.serving;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import dev.podwright.fabric.Fabric;
import dev.podwright.kernel.Kernels;
import dev.podwright.layout.MemoryBudget;
import dev.podwright.layout.ServingLayout;
import dev.podwright.step.ExpertConduct;
import dev.podwright.step.ServingStep;
import dev.podwright.step.Speculation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The machines that points were measured on, as the catalogue knows them.
final class Sites {
    private final Catalog catalog;
    private final Calibration calibration;
    private final Map<String, Kernels> kernels = new ConcurrentHashMap<>();
    private final Map<String, Fabric> fabrics = new ConcurrentHashMap<>();
    private final Map<String, ServingStep> steps = new ConcurrentHashMap<>();

    Sites(Catalog catalog, Calibration calibration) {
        this.catalog = catalog;
        this.calibration = calibration;
    }

    /// The pod with room for a replica, copies of it joined where need be.
    ///
    /// @throws dev.podwright.document.InputException if the catalogue has no such chip or pod
    Pod pod(Point point, int ranks) {
        if (point.pod().isEmpty()) {
            return catalog.adHoc(point.chip(), Math.max(1, Math.ceilDiv(ranks, point.ranksPerChip())));
        }
        Pod pod = catalog.pod(point.pod());
        return pod.ranks() >= ranks ? pod : catalog.joined(pod, Math.ceilDiv(ranks, pod.ranksPerChip()));
    }

    Chip chip(Point point, ServingLayout layout) {
        return catalog.rankChip(pod(point, layout.ranks()));
    }

    /// The steps of one replica.
    ServingStep step(Point point, ServingLayout layout, Speculation speculation, ExpertConduct conduct) {
        Pod pod = pod(point, layout.ranks());
        Chip chip = catalog.rankChip(pod);
        String key = String.join("|", point.model().id(), point.quantization().toString(), layout.toString(), speculation.toString(),
                conduct.toString(), pod.id(), String.valueOf(pod.ranks()));
        return steps.computeIfAbsent(key, _ -> new ServingStep(point.model(), point.quantization(), layout,
                kernels.computeIfAbsent(chip.id(), _ -> Kernels.of(chip, catalog.chips(), calibration)),
                fabrics.computeIfAbsent(pod.id() + pod.ranks(), _ -> Fabric.of(pod, chip, calibration).inEngine()), speculation, conduct));
    }

    /// The memory of the fullest rank.
    MemoryBudget memory(Point point, ServingLayout layout, double stepTokens, double context) {
        return MemoryBudget.of(point.model(), point.quantization(), layout, chip(point, layout), stepTokens, context);
    }
}
