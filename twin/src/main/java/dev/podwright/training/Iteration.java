package dev.podwright.training;

import dev.podwright.layout.TrainingMemory;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.model.FlopConvention;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import dev.podwright.workload.Recipe;
import java.util.List;

/// One optimiser step of a job under a setup, predicted.
///
/// @param cost seconds of the iteration, on the rank that everybody waits for
/// @param bubble share of the iteration in which that rank waits for other stages
/// @param overlaps communication by kind, and what of it is hidden
/// @param hardwareFlops FLOPs that all ranks execute, recomputation counted, attention as the kernels do it
public record Iteration(TrainingJob job, TrainingSetup setup, Cost cost, double bubble, List<Overlap> overlaps, double hardwareFlops,
                        TrainingMemory memory) {

    public Iteration {
        overlaps = List.copyOf(overlaps);
    }

    public Interval seconds() {
        return cost.interval();
    }

    /// Tokens per second of the whole job.
    public Interval tokensPerSecond() {
        return seconds().under(tokens());
    }

    /// Tokens per second and chip as sold.
    public Interval tokensPerSecondPerChip() {
        return tokensPerSecond().times(1.0 / job.chipsFor(setup.layout().ranks()));
    }

    /// Model FLOPs per second over the peak of all ranks.
    public Interval mfu(FlopConvention convention) {
        return tokensPerSecond().times(trained() * convention.perToken(job.model(), job.recipe().sequence()) / peak());
    }

    /// Frozen weights need the forward product and the gradient of its input, two products of three; the adapters' own are left out
    /// (as NeMo counts LoRA).
    private double trained() {
        return job.recipe().phase() == Recipe.Phase.LORA ? 2.0 / 3 : 1;
    }

    /// Executed FLOPs per second over the peak of all ranks.
    public Interval hfu() {
        return seconds().under(hardwareFlops / peak());
    }

    /// Tokens of one iteration: whole micro-batches on every data-parallel rank.
    public double tokens() {
        double globalBatch = job.recipe().globalBatch();
        return (double) setup.microBatches(globalBatch) * setup.microBatch() * setup.layout().data() * job.recipe().sequence();
    }

    private double peak() {
        return job.peak() * setup.layout().ranks();
    }
}
