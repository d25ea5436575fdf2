package dev.podwright.bench;

import dev.podwright.layout.ServingLayout;
import dev.podwright.plan.Site;
import dev.podwright.serving.AggregatedReplica;
import dev.podwright.serving.Means;
import dev.podwright.serving.Performance;
import dev.podwright.workload.Lengths;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// One layout evaluated afresh: its prompts and its steady state at 32 sequences per attention group; with intervals, and
/// as a search does it, without.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LayoutBenchmark {
    private static final Lengths CHAT = new Lengths(2000, 500, 0);
    private static final int DECODING = 32;

    @Param({"deepseek-r1", "llama-3.1-70b"})
    private String model;

    private Site site;
    private ServingLayout layout;

    @Setup
    public void site() {
        site = Systems.site(model);
        layout = Systems.layout(model);
        Systems.check(steadyState().tpot().value() == means().tpot(), "TPOT", means().tpot());
        Systems.check(means().tpot() > 1e-3 && means().tpot() < 1, "TPOT", means().tpot());
    }

    @Benchmark
    public Performance steadyState() {
        return new AggregatedReplica(site.step(layout), CHAT).at(DECODING);
    }

    @Benchmark
    public Means means() {
        return new AggregatedReplica(site.step(layout), CHAT).means(DECODING);
    }
}
