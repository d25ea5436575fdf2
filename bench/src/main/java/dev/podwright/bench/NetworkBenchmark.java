package dev.podwright.bench;

import dev.podwright.network.LinkType;
import dev.podwright.network.Network;
import dev.podwright.network.Pattern;
import dev.podwright.network.Routing;
import dev.podwright.network.collective.Operation;
import dev.podwright.network.collective.Phase;
import dev.podwright.network.collective.Ring;
import dev.podwright.network.overlap.Course;
import dev.podwright.network.overlap.Job;
import dev.podwright.network.overlap.Overlap;
import dev.podwright.network.routing.Router;
import dev.podwright.network.topology.HammingMesh;
import dev.podwright.network.topology.LeafSpine;
import dev.podwright.network.topology.Topology;
import dev.podwright.network.topology.Torus;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Whole patterns and collectives on large networks.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class NetworkBenchmark {
    private static final LinkType LINK = new LinkType("link", 50e9, 1e-6);

    /// How cards are joined.
    public enum Wiring {
        /// 15,488 cards.
        CLOS(new LeafSpine(242, 64, 64, LINK, LINK)),
        /// 16,384 cards that pass traffic on.
        TORUS(new Torus(List.of(16, 32, 32), LINK)),
        /// 16,384 cards that pass traffic on.
        MESH(new HammingMesh(List.of(new HammingMesh.Dimension(16, LINK), new HammingMesh.Dimension(32, LINK), new HammingMesh.Dimension(32, LINK))));

        private final Topology topology;

        Wiring(Topology topology) {
            this.topology = topology;
        }
    }

    @Param
    private Wiring wiring;

    private Network network;
    private int[] cards;

    @Setup
    public void build() {
        network = wiring.topology.build(wiring.name());
        cards = IntStream.range(0, wiring.topology.cards()).toArray();
        double seconds = allToAll();
        Systems.check(seconds > 0, "Seconds", seconds);
    }

    /// Every card sends to every other: router included.
    @Benchmark
    public double allToAll() {
        return new Router(network, new Routing.Spray()).load(new Pattern.AllToAll(List.of(cards), 1)).seconds();
    }

    /// Two rings over all cards and an all-to-all, at the same time.
    @Benchmark
    public List<Course> overlap() {
        Job first = new Job("first", new Ring().phases(Operation.ALL_REDUCE, List.of(cards)), 1e9, 0, 0);
        Job second = new Job("second", new Ring().phases(Operation.ALL_GATHER, List.of(cards)), 1e9, 0, 0);
        Pattern exchange = new Pattern.AllToAll(List.of(cards), 1.0 / cards.length);
        Job third = new Job("third", List.of(new Phase("all", exchange, 1)), 1e9, 0, 0);
        return new Overlap(network, new Routing.Spray()).run(List.of(first, second, third));
    }
}
