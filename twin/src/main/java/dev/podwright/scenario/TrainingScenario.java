package dev.podwright.scenario;

import dev.podwright.catalog.Chip;
import dev.podwright.catalog.TrainingSoftware;
import dev.podwright.document.InputException;
import dev.podwright.model.Architecture;
import dev.podwright.network.fault.Condition;
import dev.podwright.units.Precision;
import dev.podwright.workload.Budget;
import dev.podwright.workload.Recipe;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A question: how to train `model` on each of `targets`.
///
/// @param sequence tokens per sequence
/// @param globalBatch sequences per optimiser step
/// @param loraRank rank of the adapters, 0 unless the phase is LORA
/// @param compute precision of the matrix products, if asked for; else 16 bits
/// @param software the framework and release, if asked for; else the usual one of the chip's vendor
/// @param condition that the fabric is in throughout
public record TrainingScenario(Architecture model, double sequence, double globalBatch, Recipe.Phase phase, int loraRank, Budget budget,
                               Optional<Precision> compute, Optional<TrainingSoftware> software, List<Target> targets, Condition condition) {

    public TrainingScenario {
        targets = List.copyOf(targets);
    }

    /// On fabrics as built.
    public TrainingScenario(Architecture model, double sequence, double globalBatch, Recipe.Phase phase, int loraRank, Budget budget, Optional<Precision> compute,
                            Optional<TrainingSoftware> software, List<Target> targets) {
        this(model, sequence, globalBatch, phase, loraRank, budget, compute, software, targets, Condition.SOUND);
    }

    /// What the matrix products of training can compute in; integers keep too little of a gradient.
    static final Set<Precision> COMPUTE = Collections.unmodifiableSet(EnumSet.of(Precision.FP32, Precision.TF32, Precision.BF16,
            Precision.FP16, Precision.FP8, Precision.MXFP4, Precision.NVFP4));

    /// The precision of the matrix products on `chip`: as asked, else 16 bits.
    ///
    /// @throws InputException if the chip lacks the one asked for, naming what it has
    public Precision computeOn(Chip chip) {
        if (compute.isEmpty()) {
            return chip.supports(Precision.BF16) || !chip.supports(Precision.FP16) ? Precision.BF16 : Precision.FP16;
        }
        if (!chip.supports(compute.get())) {
            throw new InputException("The chip %s cannot train in %s.".formatted(chip.id(), compute.get().label()),
                    "It has " + COMPUTE.stream().filter(chip::supports).map(Precision::label).collect(Collectors.joining(", ")) + ".");
        }
        return compute.get();
    }
}
