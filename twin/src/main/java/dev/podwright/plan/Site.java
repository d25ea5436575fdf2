package dev.podwright.plan;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import dev.podwright.fabric.Fabric;
import dev.podwright.kernel.Kernels;
import dev.podwright.layout.MemoryBudget;
import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Architecture;
import dev.podwright.model.Quantization;
import dev.podwright.scenario.PrecisionWish;
import dev.podwright.step.ServingStep;
import dev.podwright.step.Speculation;

/// A model on a pod in settled precisions: everything that layouts share.
///
/// @param pod the pod with as many chips as may be used
/// @param chip the chip as sold
/// @param rankChip the chip or die that a rank is
public record Site(Architecture model, Pod pod, Chip chip, Chip rankChip, PrecisionWish.Choice precision, Speculation speculation,
                   Kernels kernels, Fabric fabric) {

    public static Site of(Architecture model, Pod pod, PrecisionWish wish, Speculation speculation, Catalog catalog,
                          Calibration calibration) {
        Chip rankChip = catalog.rankChip(pod);
        PrecisionWish.Choice precision = wish.on(rankChip, model);
        return new Site(model, pod, catalog.chip(pod.chip()), rankChip, precision, speculation,
                Kernels.of(rankChip, catalog.chips(), calibration), Fabric.of(pod, rankChip, calibration.collectives()).inEngine());
    }

    public Quantization quantization() {
        return precision.quantization();
    }

    public ServingStep step(ServingLayout layout) {
        return new ServingStep(model, quantization(), layout, kernels, fabric, speculation);
    }

    /// @param stepTokens most tokens a step carries per rank
    /// @param context tokens of a finished sequence
    public MemoryBudget memory(ServingLayout layout, double stepTokens, double context) {
        return MemoryBudget.of(model, quantization(), layout, rankChip, stepTokens, context);
    }

    /// Ranks joined without leaving the scale-up fabric.
    public int scaleUpRanks() {
        return pod.levels().stream().filter(l -> !l.scaleOut()).mapToInt(l -> l.groups()).reduce(1, Math::multiplyExact);
    }

    /// Chips as sold for so many ranks, begun packages counted whole.
    public int chipsFor(long ranks) {
        return Math.toIntExact(Math.ceilDiv(ranks, pod.ranksPerChip()));
    }
}
