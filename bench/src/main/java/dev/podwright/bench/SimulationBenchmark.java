package dev.podwright.bench;

import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Models;
import dev.podwright.plan.ServingSystem;
import dev.podwright.plan.Site;
import dev.podwright.scenario.PrecisionWish;
import dev.podwright.simulation.Clients;
import dev.podwright.simulation.EngineRules;
import dev.podwright.simulation.Pool;
import dev.podwright.simulation.Router;
import dev.podwright.simulation.Simulation;
import dev.podwright.simulation.Statistics;
import dev.podwright.step.Speculation;
import dev.podwright.trace.Replay;
import dev.podwright.trace.RequestTrace;
import dev.podwright.trace.Traces;
import dev.podwright.workload.Limits;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A trace served by Llama-3.1-8B, one replica an A100, chunks of 512 tokens and at most 128 sequences: the whole simulation, step times that
/// were worked out before.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SimulationBenchmark {
    private static final int CHUNK = 512;
    private static final int CAP = 128;
    private static final int REQUESTS = 20_000;
    /// Of the conversation trace that Azure published (Azure/AzurePublicDataset, AzureLLMInferenceTrace_conv.csv): requests per second,
    /// means and spread of lengths.
    private static final double RATE = 5.5;
    private static final double INPUT = 1155;
    private static final double OUTPUT = 211;
    private static final double SPREAD = 1;
    private static final int LONGEST = 8000;

    @Param({"1", "64"})
    private int replicas;

    @Param({"ROUND_ROBIN", "LEAST_TOKENS"})
    private Router router;

    /// A file of requests, such as Azure's; without one as many are made alike.
    @Param("")
    private String trace;

    private RequestTrace requests;
    private Pool pool;

    @Setup
    public void system() {
        requests = trace.isEmpty() ? made() : Traces.read(Path.of(trace));
        Site site = Site.of(Models.named("llama-3.1-8b"), Systems.CATALOG.joined(Systems.CATALOG.pod("dgx-a100"), 8 * Math.ceilDiv(replicas, 8)), PrecisionWish.NONE,
                Speculation.NONE, Systems.CATALOG, Systems.CALIBRATION);
        EngineRules rules = EngineRules.VLLM.withBudget(CHUNK).withMostSequences(CAP);
        ServingSystem system = new ServingSystem(site, new ServingLayout(1, 1, 1, 1), replicas, rules, requests.longest());
        pool = new Pool(Pool.Role.BOTH, replicas, rules, system.times(), system.blocks());
        Statistics statistics = run();
        Systems.check(statistics.all().finished() == requests.size(), "Finished", statistics.all().finished());
    }

    private static RequestTrace made() {
        SplittableRandom random = new SplittableRandom(1);
        double[] arrivals = new double[REQUESTS];
        int[] inputs = new int[REQUESTS];
        int[] outputs = new int[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            arrivals[i] = i == 0 ? 0 : arrivals[i - 1] - Math.log(1 - random.nextDouble()) / RATE;
            inputs[i] = length(INPUT, random);
            outputs[i] = length(OUTPUT, random);
        }
        return RequestTrace.of("made", arrivals, inputs, outputs, null, 0);
    }

    /// Log-normal with this mean.
    private static int length(double mean, SplittableRandom random) {
        return Math.clamp(Math.round(mean * Math.exp(SPREAD * random.nextGaussian() - SPREAD * SPREAD / 2)), 1, LONGEST);
    }

    @Benchmark
    public Statistics run() {
        Statistics statistics = new Statistics(1, Limits.NONE);
        new Simulation(dev.podwright.simulation.Setup.of(pool, router, Clients.OPEN, 1), statistics).run(new Replay(requests, 1, replicas), _ -> true);
        return statistics;
    }
}
