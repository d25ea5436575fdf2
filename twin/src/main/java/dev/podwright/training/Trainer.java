package dev.podwright.training;

import dev.podwright.layout.Recompute;
import dev.podwright.layout.Sharding;
import dev.podwright.layout.TrainingBudget;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.layout.TrainingMemory;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.schedule.Schedule;
import dev.podwright.schedule.Timeline;
import dev.podwright.step.TrainingBlocks;
import dev.podwright.workload.Recipe;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Predicts the iterations of one job under different setups. Parts that setups share are priced once. Safe for use by several threads.
public final class Trainer {
    private final TrainingJob job;
    private final Shapes shapes;
    private final Parts parts;
    private final Passage passage;
    private final Ending ending;
    private final TrainingBudget budget;
    private final Map<Known, Work> works = new ConcurrentHashMap<>();

    /// What of a setup its micro-batches depend on: of sharding only where gradients are reduced or weights gathered for each of them.
    private record Known(TrainingLayout layout, Schedule schedule, int microBatch, Recompute recompute, Sharding sharding, double activations) {

        static Known of(TrainingSetup s) {
            Sharding sharding = s.dividesGradientsEachMicroBatch() ? s.sharding() : Sharding.NONE;
            return new Known(s.layout(), s.schedule(), s.microBatch(), s.recompute(), sharding, s.offload().activations());
        }

        /// Looked up for every setup of a search, see [TrainingLayout#hashCode].
        @Override
        public int hashCode() {
            int hash = layout.hashCode() * 31 + schedule.ordinal();
            hash = hash * 31 + microBatch;
            hash = hash * 31 + recompute.hashCode();
            return hash * 31 + sharding.ranks();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Known known && microBatch == known.microBatch && schedule == known.schedule && activations == known.activations
                    && layout.equals(known.layout) && recompute.equals(known.recompute) && sharding.equals(known.sharding);
        }
    }

    public Trainer(TrainingJob job) {
        this(job, parts(job));
    }

    private Trainer(TrainingJob job, Parts parts) {
        this.job = job;
        this.parts = parts;
        this.shapes = new Shapes(job);
        this.passage = new Passage(job, parts);
        this.ending = new Ending(job, parts.weights());
        Recipe recipe = job.recipe();
        this.budget = new TrainingBudget(job.model(), recipe.quantization(), job.rankChip(), job.software(), recipe.sequence(), recipe.loraRank());
    }

    private static Parts parts(TrainingJob job) {
        Recipe recipe = job.recipe();
        TrainingBlocks blocks = new TrainingBlocks(job.model(), recipe.quantization(), recipe.sequence(), job.software(), recipe.loraRank(),
                job.kernels(), job.fabric(), job.overheads());
        return new Parts(blocks, new Weights(job.model(), recipe.loraRank()), new Cuts(job.model()));
    }

    /// A trainer of a job that differs a little: where layers cost what they cost in this one's, both share the prices.
    public Trainer changed(TrainingJob other) {
        Recipe was = job.recipe();
        Recipe is = other.recipe();
        boolean alike = other.model().equals(job.model()) && other.software().equals(job.software()) && other.kernels() == job.kernels()
                && other.fabric() == job.fabric() && other.overheads().equals(job.overheads()) && is.quantization().equals(was.quantization()) && is.sequence() == was.sequence()
                && is.loraRank() == was.loraRank();
        return alike ? new Trainer(other, parts) : new Trainer(other);
    }

    public TrainingJob job() {
        return job;
    }

    /// The prices of single blocks.
    public TrainingBlocks blocks() {
        return parts.blocks();
    }

    /// What memory setups take.
    public TrainingBudget budget() {
        return budget;
    }

    /// Whether the job can be laid out like this.
    public boolean suits(TrainingSetup setup) {
        return shapes.suits(setup);
    }

    /// Why the job cannot be laid out like this, if it cannot; one sentence with the numbers.
    public Optional<String> conflict(TrainingSetup setup) {
        return shapes.conflict(setup);
    }

    public TrainingMemory memory(TrainingSetup setup) {
        return budget.memory(setup, setup.microBatches(job.recipe().globalBatch()));
    }

    /// Seconds of an iteration, for searches; within a few percent of [#iteration], which walks through the schedule.
    public double seconds(TrainingSetup setup) {
        Work work = work(setup);
        return work.estimate() + work.ending(ending, setup);
    }

    /// Seconds that [#seconds] and [#iteration] never undercut, what follows the last backward pass left out; cheap for every
    /// schedule, for searches that discard what cannot be fast enough.
    public double least(TrainingSetup setup) {
        return work(setup).least();
    }

    /// The iteration with its cost tree.
    ///
    /// @throws IllegalArgumentException where [#conflict] has something to say
    public Iteration iteration(TrainingSetup setup) {
        conflict(setup).ifPresent(conflict -> {
            throw new IllegalArgumentException("The setup %s cannot run: %s.".formatted(setup, conflict));
        });
        Work work = work(setup);
        return new Account(job, parts.blocks(), passage, ending, setup, work, timeline(setup, work)).iteration(memory(setup));
    }

    /// When every stage computes what.
    public Timeline timeline(TrainingSetup setup) {
        return timeline(setup, work(setup));
    }

    private Timeline timeline(TrainingSetup setup, Work work) {
        return Timeline.of(setup.pipeline(job.recipe().globalBatch()), work.times(), passage.send(setup));
    }

    private Work work(TrainingSetup setup) {
        Known key = Known.of(setup);
        Work work = works.get(key);
        if (work == null) {
            Partition partition = parts.cuts().of(setup);
            work = new Work(partition, setup.pipeline(job.recipe().globalBatch()), parts.weights(), passage.seconds(partition, setup), passage.send(setup));
            works.put(key, work);
        }
        return work;
    }
}
