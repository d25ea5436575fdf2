package dev.podwright.training;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import dev.podwright.catalog.TrainingSoftware;
import dev.podwright.fabric.Fabric;
import dev.podwright.kernel.Kernels;
import dev.podwright.model.Architecture;
import dev.podwright.workload.Recipe;

/// What is trained on what: everything that setups share.
///
/// @param pod the pod with as many chips as the job uses
/// @param chip the chip as sold
/// @param rankChip the chip or die that a rank is
public record TrainingJob(Architecture model, Recipe recipe, Pod pod, Chip chip, Chip rankChip, TrainingSoftware software,
                          Kernels kernels, Fabric fabric) {

    public static TrainingJob of(Architecture model, Recipe recipe, Pod pod, TrainingSoftware software, Catalog catalog, Calibration calibration) {
        Chip rankChip = catalog.rankChip(pod);
        return new TrainingJob(model, recipe, pod, catalog.chip(pod.chip()), rankChip, software,
                Kernels.of(rankChip, catalog.chips(), calibration), Fabric.of(pod, rankChip, calibration));
    }

    /// Chips as sold for so many ranks, begun packages counted whole.
    public int chipsFor(long ranks) {
        return Math.toIntExact(Math.ceilDiv(ranks, pod.ranksPerChip()));
    }

    /// Peak of one rank in the precision of the recipe's matrix products, FLOP/s: what MFU is measured against.
    public double peak() {
        return rankChip.peak(recipe.quantization().activations());
    }
}
