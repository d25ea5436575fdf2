package dev.podwright.bench;

import dev.podwright.network.flow.Routes;
import dev.podwright.network.flow.Transfer;
import java.util.Arrays;
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

/// Random pairs on 242 leaves of 64 cards and 64 spines, a spine drawn for each, all links of 50 GB/s, seed 1.
public class FlowBenchmark {
    private static final int LEAVES = 242;
    private static final int PER_LEAF = 64;
    private static final int SPINES = 64;
    private static final int CARDS = LEAVES * PER_LEAF;
    private static final int LINKS = 2 * CARDS + 2 * LEAVES * SPINES;
    private static final double BANDWIDTH = 50e9;
    private static final int LINKS_OF_A_WAY = 4;

    private static double[] capacity() {
        double[] capacity = new double[LINKS];
        Arrays.fill(capacity, BANDWIDTH);
        return capacity;
    }

    private static Routes routes(int flows, SplittableRandom random) {
        Routes routes = new Routes(flows, LINKS_OF_A_WAY);
        for (int f = 0; f < flows; f++) {
            int from = random.nextInt(CARDS);
            // Any card but itself.
            int to = (from + 1 + random.nextInt(CARDS - 1)) % CARDS;
            int spine = random.nextInt(SPINES);
            routes.use(2 * from);
            if (from / PER_LEAF != to / PER_LEAF) {
                routes.use(2 * CARDS + 2 * (from / PER_LEAF * SPINES + spine));
                routes.use(2 * CARDS + 2 * (to / PER_LEAF * SPINES + spine) + 1);
            }
            routes.use(2 * to + 1);
            routes.end();
        }
        return routes;
    }

    /// One max–min share of many flows.
    @State(Scope.Thread)
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public static class Share {
        @Param("1000000")
        private int flows;

        private final double[] capacity = capacity();
        private Routes routes;

        @Setup
        public void draw() {
            routes = routes(flows, new SplittableRandom(1));
            double least = Arrays.stream(rates()).min().orElse(0);
            Systems.check(least > 0 && least <= BANDWIDTH, "Least rate", least);
        }

        @Benchmark
        public double[] rates() {
            return Transfer.rates(capacity, routes);
        }
    }

    /// Flows of 1 to 100 MB to their ends.
    @State(Scope.Thread)
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public static class Completion {
        private static final double LEAST = 1e6;
        private static final double MOST = 1e8;

        @Param({"15488", "61952"})
        private int flows;

        /// Of the ends; 0 = exact.
        @Param({"0", "0.01"})
        private double tolerance;

        private Transfer transfer;

        @Setup
        public void draw() {
            SplittableRandom random = new SplittableRandom(1);
            Routes routes = routes(flows, random);
            double[] bytes = random.doubles(flows, LEAST, MOST).toArray();
            transfer = new Transfer(capacity(), routes, bytes, null, tolerance);
            double first = Arrays.stream(ends()).min().orElse(0);
            Systems.check(first >= LEAST / BANDWIDTH, "First end", first);
        }

        @Benchmark
        public double[] ends() {
            return transfer.ends();
        }
    }
}
