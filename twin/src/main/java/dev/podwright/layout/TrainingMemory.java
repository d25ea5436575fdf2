package dev.podwright.layout;

import dev.podwright.catalog.Chip;
import dev.podwright.catalog.TrainingSoftware;
import dev.podwright.model.Architecture;
import dev.podwright.model.Quantization;
import java.util.Comparator;
import java.util.List;

/// The memory of every pipeline stage of a training job.
///
/// @param usable bytes of a rank that the job may use
/// @param stages one per pipeline rank
public record TrainingMemory(double usable, List<StageMemory> stages) {

    public TrainingMemory {
        stages = List.copyOf(stages);
    }

    /// @param sequence tokens per sequence
    /// @param microBatches per iteration on every data-parallel rank
    /// @param loraRank rank of adapters beside frozen weights, 0 = all weights learn
    public static TrainingMemory of(Architecture model, Quantization quantization, TrainingSetup setup, Chip rankChip,
                                    TrainingSoftware software, double sequence, int microBatches, int loraRank) {
        return new TrainingBudget(model, quantization, rankChip, software, sequence, loraRank).memory(setup, microBatches);
    }

    public StageMemory fullest() {
        return stages.stream().max(Comparator.comparingDouble(StageMemory::bytes)).orElseThrow();
    }

    public boolean fits() {
        return fullest().bytes() <= usable;
    }
}
