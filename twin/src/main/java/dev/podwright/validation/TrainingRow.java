package dev.podwright.validation;

import dev.podwright.catalog.Pod;
import dev.podwright.catalog.TrainingSoftware;
import dev.podwright.layout.Offload;
import dev.podwright.layout.Recompute;
import dev.podwright.layout.Sharding;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.model.Architecture;
import dev.podwright.model.FlopConvention;
import dev.podwright.schedule.Schedule;
import dev.podwright.workload.Recipe;
import java.util.Optional;

/// One measured training configuration.
///
/// @param source where it was published
/// @param pod the catalogue's system with as many chips as took part
/// @param recompute what is computed again; empty = the source does not say
/// @param tokens measured tokens/s of one rank
/// @param convention how the source counts FLOPs in its TFLOP/s or MFU, if it says
public record TrainingRow(String id, String source, String chip, Pod pod, TrainingSoftware software, Architecture model, Recipe recipe,
                          TrainingLayout layout, Schedule schedule, int microBatch, Sharding sharding, Optional<Recompute> recompute,
                          Offload offload, double tokens, Optional<FlopConvention> convention) {

    /// The setup, with `assumed` where the source does not say what is recomputed.
    public TrainingSetup setup(Recompute assumed) {
        return new TrainingSetup(layout, schedule, microBatch, sharding, recompute.orElse(assumed), offload);
    }

    /// Measured seconds per optimiser step.
    public double seconds() {
        return recipe.stepTokens() / (tokens * layout.ranks());
    }
}
