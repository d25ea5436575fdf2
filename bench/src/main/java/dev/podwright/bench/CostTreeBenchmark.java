package dev.podwright.bench;

import dev.podwright.units.Bound;
import dev.podwright.units.Cost;
import dev.podwright.units.Spread;
import java.util.ArrayList;
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

/// Building one node of a cost tree from its parts, which every priced block of every candidate layout does.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CostTreeBenchmark {
    @Param({"8", "64"})
    private int parts;

    private List<Cost> leaves;

    @Setup
    public void leaves() {
        leaves = new ArrayList<>();
        for (int i = 1; i <= parts; i++) {
            leaves.add(Cost.leaf("part", i * 1e-6, i * 0.5e-6, Bound.MEMORY, Spread.factor(1.1), ""));
        }
        double expected = parts * (parts + 1) / 2.0 * 1e-6;
        if (Math.abs(sequence().seconds() - expected) > 1e-12) {
            throw new IllegalStateException("The sequence takes (%s) s, not (%s) s.".formatted(sequence().seconds(), expected));
        }
    }

    @Benchmark
    public Cost sequence() {
        return Cost.sequence("node", "", leaves);
    }
}
