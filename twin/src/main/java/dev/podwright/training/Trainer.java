package dev.podwright.training;

import dev.podwright.layout.TrainingBudget;
import dev.podwright.layout.TrainingMemory;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.model.Layer;
import dev.podwright.schedule.Estimate;
import dev.podwright.schedule.Schedule;
import dev.podwright.schedule.Timeline;
import dev.podwright.step.TrainingBlocks;
import dev.podwright.workload.Recipe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Predicts the iterations of one job under different setups. Parts that setups share are priced once. Safe for use by several threads.
public final class Trainer {
    private final TrainingJob job;
    private final List<Layer> layers;
    private final TrainingBlocks blocks;
    private final Passage passage;
    private final Ending ending;
    private final TrainingBudget budget;
    private final Map<Cut, Partition> partitions = new ConcurrentHashMap<>();

    private record Cut(int pipeline, int virtualStages, boolean twice) {}

    public Trainer(TrainingJob job) {
        this.job = job;
        this.layers = List.copyOf(job.model().distinctLayers().keySet());
        Recipe recipe = job.recipe();
        this.blocks = new TrainingBlocks(job.model(), recipe.quantization(), recipe.sequence(), job.software(), recipe.loraRank(), job.kernels(), job.fabric());
        Weights weights = new Weights(job.model(), recipe.loraRank());
        this.passage = new Passage(job, blocks, weights);
        this.ending = new Ending(job, weights);
        this.budget = new TrainingBudget(job.model(), recipe.quantization(), job.rankChip(), job.software(), recipe.sequence(), recipe.loraRank());
    }

    public TrainingJob job() {
        return job;
    }

    /// The prices of single blocks.
    public TrainingBlocks blocks() {
        return blocks;
    }

    /// Why the job cannot be laid out like this, if it cannot; one sentence with the numbers.
    public Optional<String> conflict(TrainingSetup setup) {
        return Shapes.conflict(job, layers, setup);
    }

    public TrainingMemory memory(TrainingSetup setup) {
        return budget.memory(setup, setup.microBatches(job.recipe().globalBatch()));
    }

    /// Seconds of an iteration, for searches; within a few percent of [#iteration], which walks through the schedule.
    public double seconds(TrainingSetup setup) {
        Work work = work(setup);
        return Estimate.seconds(setup.pipeline(job.recipe().globalBatch()), work.times(), passage.send(setup))
                + work.ending(ending, setup, work.longestEnding(ending, setup));
    }

    /// Seconds that [#seconds] and [#iteration] never undercut, what follows the last backward pass left out; cheap for every
    /// schedule, for searches that discard what cannot be fast enough.
    public double least(TrainingSetup setup) {
        return LeastSeconds.of(setup.pipeline(job.recipe().globalBatch()), work(setup).times(), passage.send(setup));
    }

    /// The iteration with its cost tree.
    ///
    /// @throws IllegalArgumentException where [#conflict] has something to say
    public Iteration iteration(TrainingSetup setup) {
        conflict(setup).ifPresent(conflict -> {
            throw new IllegalArgumentException("The setup %s cannot run: %s.".formatted(setup, conflict));
        });
        Work work = work(setup);
        return new Account(job, blocks, passage, ending, setup, work, timeline(setup, work)).iteration(memory(setup));
    }

    /// When every stage computes what.
    public Timeline timeline(TrainingSetup setup) {
        return timeline(setup, work(setup));
    }

    private Timeline timeline(TrainingSetup setup, Work work) {
        return Timeline.of(setup.pipeline(job.recipe().globalBatch()), work.times(), passage.send(setup));
    }

    private Work work(TrainingSetup setup) {
        Cut cut = new Cut(setup.layout().pipeline(), setup.layout().virtualStages(), setup.schedule() == Schedule.DUAL_PIPE);
        Partition partition = partitions.get(cut);
        if (partition == null) {
            partition = Partition.of(job.model(), setup);
            partitions.put(cut, partition);
        }
        return Work.of(partition, setup, passage);
    }
}
