package dev.podwright.bench;

import dev.podwright.model.Models;
import dev.podwright.plan.TrainingPlan;
import dev.podwright.plan.TrainingPlanner;
import dev.podwright.scenario.Target;
import dev.podwright.scenario.TrainingScenario;
import dev.podwright.workload.Budget;
import dev.podwright.workload.Recipe;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The whole training plan of 384 cards of one pod, fewer cards and single changes looked at too: Llama-3.1-70B, 768 sequences of 8,192 tokens.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TrainingPlanBenchmark {
    private static final int CHIPS = 384;

    @Param({"cloudmatrix384", "superpod-h100"})
    private String pod;

    private TrainingPlanner planner;
    private TrainingScenario scenario;

    @Setup
    public void scenario() {
        planner = new TrainingPlanner(Systems.CATALOG, Systems.CALIBRATION);
        scenario = new TrainingScenario(Models.named("llama-3.1-70b"), 8192, 768, Recipe.Phase.PRETRAIN, 0, Budget.OPEN, Optional.empty(), Optional.empty(),
                List.of(new Target(Systems.CATALOG.joined(Systems.CATALOG.pod(pod), CHIPS), false)));
        Systems.check(plan().winner().isPresent(), "The plan", plan().reason());
    }

    @Benchmark
    public TrainingPlan plan() {
        return planner.plan(scenario);
    }
}
