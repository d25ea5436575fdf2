package dev.podwright.plan;

import dev.podwright.layout.TrainingBudget;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.layout.TrainingMemory;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.model.FlopConvention;
import dev.podwright.training.Trainer;
import dev.podwright.training.TrainingJob;
import dev.podwright.workload.Recipe;
import java.util.List;
import java.util.Optional;

/// A trainer with the bound below which no iteration can be.
final class Forecast implements Oracle {
    /// Of the three products per weight (forward, gradient of the input, gradient of the weight) two follow each other from
    /// stage to stage; nobody waits for the third.
    private static final double IN_LINE = 2.0 / 3;
    /// Frozen weights have no gradient, and nobody asks for that of the first layer's input: the forward product is certain.
    private static final double FROZEN = 1.0 / 3;

    private final Trainer trainer;
    private final TrainingBudget budget;
    private final int globalBatch;
    private final double work;
    private final Orders orders;

    Forecast(Trainer trainer) {
        this.trainer = trainer;
        TrainingJob job = trainer.job();
        this.budget = trainer.budget();
        this.globalBatch = Space.batch(job.recipe());
        double counted = job.recipe().phase() == Recipe.Phase.LORA ? FROZEN : 1;
        this.work = counted * FlopConvention.NO_ATTENTION.perToken(job.model(), job.recipe().sequence()) * job.recipe().stepTokens() / job.peak();
        this.orders = new Orders(job.pod(), job.fabric());
    }

    @Override
    public List<TrainingLayout> orders(TrainingLayout usual) {
        return orders.others(usual);
    }

    @Override
    public boolean suits(TrainingSetup setup) {
        return trainer.suits(setup);
    }

    @Override
    public Optional<String> conflict(TrainingSetup setup) {
        return trainer.conflict(setup);
    }

    @Override
    public double bytes(TrainingSetup setup) {
        return budget.peak(setup, setup.microBatches(globalBatch));
    }

    @Override
    public double usable() {
        return budget.usable();
    }

    @Override
    public TrainingMemory memory(TrainingSetup setup) {
        return budget.memory(setup, setup.microBatches(globalBatch));
    }

    @Override
    public double seconds(TrainingSetup setup) {
        return trainer.seconds(setup);
    }

    /// The products of weights alone at peak, divided evenly; with fewer micro-batches than stages, one micro-batch's way
    /// through all stages and back.
    @Override
    public double floor(TrainingSetup setup) {
        double even = work / setup.layout().ranks();
        double way = IN_LINE * even * setup.layout().pipeline() / setup.microBatches(globalBatch);
        return Math.max(even, way);
    }

    @Override
    public double least(TrainingSetup setup) {
        return trainer.least(setup);
    }
}
