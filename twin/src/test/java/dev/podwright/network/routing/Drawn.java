package dev.podwright.network.routing;

import dev.podwright.network.LinkType;
import dev.podwright.network.Network;
import dev.podwright.network.Pattern;
import dev.podwright.network.topology.Dragonfly;
import dev.podwright.network.topology.HammingMesh;
import dev.podwright.network.topology.LeafSpine;
import dev.podwright.network.topology.Planes;
import dev.podwright.network.topology.Rails;
import dev.podwright.network.topology.Torus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/// Small networks and patterns drawn by a seed, of every kind that there is.
record Drawn(Network network, Random random) {
    private static final int KINDS = 7;

    static Drawn of(long seed) {
        Random random = new Random(seed);
        return new Drawn(switch ((int) (seed % KINDS)) {
            case 0 -> new LeafSpine(2 + random.nextInt(4), 1 + random.nextInt(4), 1 + random.nextInt(4), link(random), link(random)).build("clos");
            case 1 -> new Planes(1 + random.nextInt(3), 2 + random.nextInt(3), 2 + random.nextInt(3), 1 + random.nextInt(3), link(random), link(random),
                    random.nextBoolean() ? Optional.of(link(random)) : Optional.empty()).build("planes");
            case 2 -> new HammingMesh(dimensions(random)).build("mesh");
            case 3 -> new Torus(lengths(random), link(random)).build("torus");
            case 4 -> new Dragonfly(1 + random.nextInt(2), 2 + random.nextInt(2), 1, 3, link(random), link(random), link(random)).build("dragonfly");
            case 5 -> new Rails(1 + random.nextInt(2), 2 + random.nextInt(2), 2 + random.nextInt(2), 1 + random.nextInt(2), link(random), link(random), link(random))
                    .build("rails");
            default -> new LeafSpine(1, 2 + random.nextInt(8), 0, link(random), link(random)).build("switch");
        }, random);
    }

    private static LinkType link(Random random) {
        return new LinkType("of" + random.nextInt(1_000_000), 1 + random.nextInt(9), 1e-6);
    }

    private static List<HammingMesh.Dimension> dimensions(Random random) {
        List<HammingMesh.Dimension> dimensions = new ArrayList<>();
        lengths(random).forEach(length -> dimensions.add(new HammingMesh.Dimension(length, link(random))));
        return dimensions;
    }

    private static List<Integer> lengths(Random random) {
        return IntStream.range(0, 1 + random.nextInt(3)).mapToObj(_ -> 2 + random.nextInt(3)).toList();
    }

    int cards() {
        return network.tiers().getFirst().size();
    }

    /// The same network, with a few cables down, but none so that cards are cut off.
    Drawn broken() {
        Network whole = network;
        for (int tries = 0; tries < 3; tries++) {
            double[] capacities = whole.capacities();
            int cable = random.nextInt(capacities.length / 2);
            capacities[2 * cable] = 0;
            capacities[2 * cable + 1] = 0;
            Network fewer = whole.withCapacities(capacities);
            if (joined(fewer)) {
                whole = fewer;
            }
        }
        return new Drawn(whole, random);
    }

    private boolean joined(Network candidate) {
        PlainSpray plain = new PlainSpray(candidate);
        try {
            for (int pair = 0; pair < cards() * cards(); pair++) {
                plain.send(pair / cards(), pair % cards(), 1);
            }
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    Pattern.Pairs pairs() {
        int size = 1 + random.nextInt(2 * cards());
        return new Pattern.Pairs(random.ints(size, 0, cards()).toArray(), random.ints(size, 0, cards()).toArray(), random.doubles(size, 1, 10).toArray());
    }

    int[] group() {
        return IntStream.range(0, cards()).filter(_ -> random.nextInt(4) > 0).toArray();
    }

    static Pattern.Pairs pairsOf(int[] group, double bytes) {
        int size = group.length * group.length;
        int[] from = new int[size];
        int[] to = new int[size];
        double[] all = new double[size];
        Arrays.fill(all, bytes);
        for (int i = 0; i < size; i++) {
            from[i] = group[i / group.length];
            to[i] = group[i % group.length];
        }
        return new Pattern.Pairs(from, to, all);
    }
}
