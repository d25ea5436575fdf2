package dev.podwright.scenario;

import dev.podwright.catalog.TrainingSoftware;
import dev.podwright.model.Architecture;
import dev.podwright.units.Precision;
import dev.podwright.workload.Budget;
import dev.podwright.workload.Recipe;
import java.util.List;
import java.util.Optional;

/// A question: how to train `model` on each of `targets`.
///
/// @param sequence tokens per sequence
/// @param globalBatch sequences per optimiser step
/// @param loraRank rank of the adapters, 0 unless the phase is LORA
/// @param compute precision of the matrix products, if asked for; else 16 bits
/// @param software the framework and release, if asked for; else the usual one of the chip's vendor
public record TrainingScenario(Architecture model, double sequence, double globalBatch, Recipe.Phase phase, int loraRank, Budget budget,
                               Optional<Precision> compute, Optional<TrainingSoftware> software, List<Target> targets) {

    public TrainingScenario {
        targets = List.copyOf(targets);
    }
}
