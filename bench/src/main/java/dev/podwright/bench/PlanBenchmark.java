package dev.podwright.bench;

import dev.podwright.model.Models;
import dev.podwright.plan.Plan;
import dev.podwright.plan.Planner;
import dev.podwright.scenario.PrecisionWish;
import dev.podwright.scenario.Scenario;
import dev.podwright.scenario.Target;
import dev.podwright.step.Speculation;
import dev.podwright.workload.Demand;
import dev.podwright.workload.Lengths;
import dev.podwright.workload.Limits;
import dev.podwright.workload.Load;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The whole plan of one pod, every layout and both modes: DeepSeek-R1 at 100 requests/s.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PlanBenchmark {
    @Param({"cloudmatrix384", "h20-8"})
    private String pod;

    private Planner planner;
    private Scenario scenario;

    @Setup
    public void scenario() {
        planner = new Planner(Systems.CATALOG, Systems.CALIBRATION);
        Demand demand = new Demand(new Lengths(2000, 1000, 0), new Load.Rate(100), new Limits(2, 0.05));
        scenario = new Scenario(Models.named("deepseek-r1"), PrecisionWish.NONE, demand, List.of(new Target(Systems.CATALOG.pod(pod), true)),
                Scenario.Mode.ANY, Speculation.NONE);
        Systems.check(plan().winner().isPresent(), "The plan", plan().reason());
    }

    @Benchmark
    public Plan plan() {
        return planner.plan(scenario);
    }
}
