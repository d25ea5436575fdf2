package dev.podwright.training;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.TrainingOverheads;
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
/// @param overheads what the software takes beyond kernels and collectives
public record TrainingJob(Architecture model, Recipe recipe, Pod pod, Chip chip, Chip rankChip, TrainingSoftware software,
                          Kernels kernels, Fabric fabric, TrainingOverheads overheads) {

    /// Kernels and collectives alone.
    public TrainingJob(Architecture model, Recipe recipe, Pod pod, Chip chip, Chip rankChip, TrainingSoftware software, Kernels kernels, Fabric fabric) {
        this(model, recipe, pod, chip, rankChip, software, kernels, fabric, TrainingOverheads.NONE);
    }

    public static TrainingJob of(Architecture model, Recipe recipe, Pod pod, TrainingSoftware software, Catalog catalog, Calibration calibration) {
        Chip rankChip = catalog.rankChip(pod);
        return new TrainingJob(model, recipe, pod, catalog.chip(pod.chip()), rankChip, software,
                Kernels.of(rankChip, catalog.chips(), calibration), Fabric.of(pod, rankChip, calibration),
                calibration.overheads(rankChip, software, model.mixture()));
    }

    /// The same job with other overheads.
    public TrainingJob with(TrainingOverheads other) {
        return new TrainingJob(model, recipe, pod, chip, rankChip, software, kernels, fabric, other);
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
