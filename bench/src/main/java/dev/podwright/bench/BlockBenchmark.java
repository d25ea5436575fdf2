package dev.podwright.bench;

import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Batch;
import dev.podwright.model.Layer;
import dev.podwright.model.Operator;
import dev.podwright.model.Operators;
import dev.podwright.model.Routing;
import dev.podwright.plan.Site;
import dev.podwright.units.Cost;
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

/// The operators of one block (the model's last layer, 64 sequences decoding): listed and priced, as a tree and as seconds.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BlockBenchmark {
    private static final Batch BATCH = Batch.decode(64, 4096);

    @Param({"deepseek-r1", "llama-3.1-70b"})
    private String model;

    private Site site;
    private ServingLayout layout;
    private Layer layer;

    @Setup
    public void block() {
        site = Systems.site(model);
        layout = Systems.layout(model);
        layer = site.model().layers().getLast();
        double seconds = seconds();
        Systems.check(Math.abs(tree().seconds() - seconds) <= 1e-12 * seconds && seconds > 1e-6 && seconds < 1e-2, "The time of a block", seconds);
    }

    @Benchmark
    public Cost tree() {
        return Cost.sequence("block", "", List.of(
                Cost.sequence("attention", "", attention().stream().map(site.kernels()::price).toList()),
                Cost.sequence("ffn", "", feedForward().stream().map(site.kernels()::price).toList())));
    }

    @Benchmark
    public double seconds() {
        double sum = 0;
        for (Operator operator : attention()) {
            sum += site.kernels().seconds(operator);
        }
        for (Operator operator : feedForward()) {
            sum += site.kernels().seconds(operator);
        }
        return sum;
    }

    private List<Operator> attention() {
        return Operators.attention(site.model(), layer, BATCH, layout.split(), site.quantization());
    }

    private List<Operator> feedForward() {
        return Operators.feedForward(site.model(), layer, BATCH.tokens(), layout.split(), site.quantization(),
                Routing.balanced(BATCH.tokens() * layout.data()));
    }
}
