package dev.podwright.bench;

import dev.podwright.layout.Offload;
import dev.podwright.layout.Recompute;
import dev.podwright.layout.Sharding;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.model.Models;
import dev.podwright.model.Quantization;
import dev.podwright.schedule.Schedule;
import dev.podwright.training.Iteration;
import dev.podwright.training.Trainer;
import dev.podwright.training.TrainingJob;
import dev.podwright.workload.Recipe;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// One training setup (Llama-3.1-70B on 384 H100 cards): its time afresh, its time once layers are priced, its memory, its cost tree.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TrainingBenchmark {
    private static final int CHIPS = 384;
    private static final Recipe RECIPE = new Recipe(8192, 768, Recipe.Phase.PRETRAIN, Quantization.BF16);

    @Param({"ONE_F_ONE_B", "INTERLEAVED"})
    private Schedule schedule;

    private TrainingJob job;
    private Trainer trainer;
    private TrainingSetup setup;

    @Setup
    public void setup() {
        job = TrainingJob.of(Models.named("llama-3.1-70b"), RECIPE, Systems.CATALOG.joined(Systems.CATALOG.pod("superpod-h100"), CHIPS),
                Systems.CATALOG.usualTrainingSoftware("NVIDIA"), Systems.CATALOG, Systems.CALIBRATION);
        trainer = new Trainer(job);
        TrainingLayout layout = TrainingLayout.dense(4, 24, 4, schedule == Schedule.INTERLEAVED ? 5 : 1);
        setup = new TrainingSetup(layout, schedule, 1, new Sharding(Sharding.Kind.ZERO1, 24), Recompute.SELECTIVE, Offload.NONE);
        double walked = iteration().seconds().value();
        Systems.check(Math.abs(afresh() / walked - 1) < 0.05 && walked > 1 && walked < 100, "The time of an iteration", afresh());
        Systems.check(afresh() == priced() && trainer.least(setup) <= priced(), "The time of an iteration", priced());
    }

    @Benchmark
    public double afresh() {
        return new Trainer(job).seconds(setup);
    }

    @Benchmark
    public double priced() {
        return trainer.seconds(setup);
    }

    @Benchmark
    public double memory() {
        return trainer.budget().peak(setup, setup.microBatches(RECIPE.globalBatch()));
    }

    @Benchmark
    public Iteration iteration() {
        return trainer.iteration(setup);
    }
}
