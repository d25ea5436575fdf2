package dev.podwright.fabric;

import dev.podwright.catalog.Wiring;
import dev.podwright.network.collective.Algorithm;
import dev.podwright.network.collective.Direct;
import dev.podwright.network.collective.InSwitch;
import dev.podwright.network.collective.InSwitchTree;
import dev.podwright.network.collective.Railed;
import dev.podwright.network.collective.Tree;
import dev.podwright.units.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What NCCL can choose from, and RCCL after it. Structure: NVIDIA/nccl@5067397 src/graph/tuning.cc (v2.30): time = latency
/// of the steps + bytes over the algorithm's bandwidth, the smallest time wins. The constants there are guesses of its
/// authors per generation; here they are calibrated.
final class Nccl {
    /// Exponent of the ramp (see [Candidate]): LL, LL128 and Simple take over from one another as messages grow, and
    /// more channels open. Chosen among 0.5 ... 1.2 over all NCCL sweeps of one NVSwitch domain; one for all chips.
    static final double RAMP = 0.7;
    /// Fewest ranks for which NCCL sums in the switch: 5 on H200 (stas00/ml-engineering@744d01e network/README.md).
    private static final int IN_SWITCH_RANKS = 5;
    /// A tree reaches at most 92 % of the channels, tuning.cc.
    private static final double TREE_SHARE = 0.92;

    /// NCCL copies a rank's own part of an all-to-all through the same channels. Counting it half lies between what sweeps
    /// of two to eight ranks show on Hopper (little) and Blackwell (in full).
    private static final double OWN_PART = 0.5;

    private Nccl() {}

    static List<Candidate> candidates(Kind kind, Site site) {
        return switch (kind) {
            case ALL_REDUCE -> allReduce(site);
            case ALL_GATHER, REDUCE_SCATTER -> List.of(ring(kind, site, 1));
            case ALL_TO_ALL -> List.of(direct(site));
            case BROADCAST -> List.of(broadcast(site));
            case POINT_TO_POINT, DISPATCH, COMBINE -> throw new IllegalArgumentException("Not a group operation of the library: " + kind);
        };
    }

    private static List<Candidate> allReduce(Site site) {
        List<Candidate> found = new ArrayList<>();
        found.add(ring(Kind.ALL_REDUCE, site, 2));
        if (site.oneNode()) {
            inSwitch(site).ifPresent(found::add);
        } else {
            found.add(tree(site));
            inSwitchTree(site).ifPresent(found::add);
        }
        return found;
    }

    /// Every rank passes `passes (p-1)/p` of the buffer to its neighbour; the steps between nodes are `m` of the `p`.
    private static Candidate ring(Kind kind, Site site, int passes) {
        Tuning inside = site.tunings().of(kind, Variant.BASE, site.perNode());
        Tuning network = site.tunings().of(kind, Variant.NETWORK);
        int p = site.ranks();
        int between = passes * (site.nodes() - 1);
        double latency = launch(site, inside, network) + (passes * (p - 1) - between) * stepInside(site, inside)
                + between * stepBetween(site, network);
        Channel channel = channel(site, inside, network);
        return new Candidate(latency, passes * (p - 1.0) / p / channel.rate, RAMP, site.ring(), Candidate.NO_LIMIT, spread(site, inside, network),
                why("ring", channel.limit, site, inside, network));
    }

    /// Up and down a chain inside each node and a binary tree of nodes: twice the buffer through a rank, few steps.
    private static Candidate tree(Site site) {
        Tuning inside = site.tunings().of(Kind.ALL_REDUCE, Variant.BASE, site.perNode());
        Tuning network = site.tunings().of(Kind.ALL_REDUCE, Variant.NETWORK);
        double latency = launch(site, inside, network) + 2 * ((site.perNode() - 1) * stepInside(site, inside)
                + Site.log2(site.nodes()) * stepBetween(site, network));
        Channel channel = channel(site, inside, network);
        return new Candidate(latency, 2 / (TREE_SHARE * channel.rate), RAMP, new Tree(site.perNode()), Candidate.NO_LIMIT, spread(site, inside, network),
                why("tree", channel.limit, site, inside, network));
    }

    static boolean mayBeSummed(Site site) {
        return site.inSwitch() && site.oneNode() && site.ranks() >= IN_SWITCH_RANKS
                && site.spans().stream().allMatch(s -> s.wiring() == Wiring.SWITCH);
    }

    /// Each rank sends its buffer once and receives the sum once: p+1 instead of 2(p-1) parts.
    private static Optional<Candidate> inSwitch(Site site) {
        if (!mayBeSummed(site)) {
            return Optional.empty();
        }
        Span span = site.spans().getFirst();
        double p = site.ranks();
        return site.tunings().find(Kind.ALL_REDUCE, Variant.IN_SWITCH).map(t -> new Candidate(t.launch() + t.step(),
                (p + 1) / p / (span.bandwidth() * t.efficiency()), RAMP, new InSwitch(List.of()), Candidate.NO_LIMIT, t.spread(),
                "NVLS over " + span.name() + ", " + t.origin()));
    }

    /// The switch of each node sums, a tree joins the nodes: a NIC carries each byte of its share once up and once
    /// down, at two nodes only once (tuning.cc: inter-node bandwidth twice when m <= 2).
    private static Optional<Candidate> inSwitchTree(Site site) {
        List<Span> inside = site.inside();
        if (!site.inSwitch() || inside.isEmpty() || inside.stream().anyMatch(s -> s.wiring() != Wiring.SWITCH)) {
            return Optional.empty();
        }
        Tuning network = site.tunings().of(Kind.ALL_REDUCE, Variant.NETWORK);
        return site.tunings().find(Kind.ALL_REDUCE, Variant.IN_SWITCH).map(t -> {
            double g = site.perNode();
            double m = site.nodes();
            double up = (g + 1) / g / (inside.getFirst().bandwidth() * t.efficiency());
            double over = (m <= 2 ? 1 : 2 * (m - 1) / m) / (narrowest(site, network) * site.outside().getFirst().fewest());
            double latency = t.launch() + t.step() + network.launch() + 2 * Site.log2(site.nodes()) * stepBetween(site, network);
            return new Candidate(latency, Math.max(up, over), RAMP, summing(site), Candidate.NO_LIMIT, wider(t.spread(), network.spread()),
                    "NVLS + tree between nodes, limit " + (up > over ? inside.getFirst() : site.outside().getFirst()).name() + ", " + t.origin());
        });
    }

    /// Servers that a lost card leaves unequal have no rails of one length: trees over chains stand for theirs.
    private static Algorithm summing(Site site) {
        return site.ranks() % site.perNode() == 0 ? new InSwitchTree(site.perNode(), List.of()) : new Tree(site.perNode());
    }

    /// All pairs at once: the slowest level decides. Traffic for another rail goes over the inner level first.
    private static Candidate direct(Site site) {
        Tuning inside = site.tunings().of(Kind.ALL_TO_ALL, Variant.BASE, site.perNode());
        Tuning network = site.tunings().of(Kind.ALL_TO_ALL, Variant.NETWORK);
        double p = site.ranks();
        double worst = 0;
        String limit = "";
        for (Span span : site.spans()) {
            double leaving = (p - span.inside() * (span.network() ? 1 : 1 - OWN_PART)) / p * span.hops();
            double seconds = leaving / (span.bandwidth() * Site.efficiency(span, span.network() ? network : inside));
            if (seconds > worst) {
                worst = seconds;
                limit = span.name();
            }
        }
        double latency = launch(site, inside, network) + (site.perNode() - 1) * stepInside(site, inside)
                + (site.oneNode() ? 0 : Site.log2(site.nodes()) * stepBetween(site, network));
        return new Candidate(latency, worst, RAMP, exchange(site), Candidate.NO_LIMIT, spread(site, inside, network),
                why("direct", limit, site, inside, network));
    }

    private static Algorithm exchange(Site site) {
        int inside = site.perNode();
        return site.oneNode() || inside == 1 || site.ranks() % inside != 0 ? new Direct() : new Railed(inside);
    }

    private static Candidate broadcast(Site site) {
        Tuning inside = site.tunings().of(Kind.BROADCAST, Variant.BASE, site.perNode());
        Tuning network = site.tunings().of(Kind.BROADCAST, Variant.NETWORK);
        int between = site.nodes() - 1;
        Channel channel = channel(site, inside, network);
        double latency = launch(site, inside, network) + (site.ranks() - 1 - between) * stepInside(site, inside) + between * stepBetween(site, network);
        return new Candidate(latency, 1 / channel.rate, RAMP, site.chain(), Candidate.NO_LIMIT, spread(site, inside, network),
                why("ring", channel.limit, site, inside, network));
    }

    private record Channel(double rate, String limit) {}

    /// What flows round a ring: each level passes it with the ports of all members of its smallest inner group.
    private static Channel channel(Site site, Tuning inside, Tuning network) {
        Channel slowest = new Channel(Double.POSITIVE_INFINITY, "");
        for (Span span : site.spans()) {
            double rate = span.fewest() * span.bandwidth() * Site.efficiency(span, span.network() ? network : inside);
            if (rate < slowest.rate) {
                slowest = new Channel(rate, span.name());
            }
        }
        return slowest;
    }

    private static double narrowest(Site site, Tuning network) {
        return site.outside().stream().mapToDouble(s -> s.bandwidth() * Site.efficiency(s, network)).min().orElseThrow();
    }

    private static double launch(Site site, Tuning inside, Tuning network) {
        return inside.launch() + (site.oneNode() ? 0 : network.launch());
    }

    private static double stepInside(Site site, Tuning inside) {
        return site.inside().stream().mapToDouble(s -> Site.step(s, inside)).max().orElse(0);
    }

    private static double stepBetween(Site site, Tuning network) {
        return site.outside().stream().mapToDouble(s -> Site.step(s, network)).max().orElse(0);
    }

    private static Spread spread(Site site, Tuning inside, Tuning network) {
        return site.oneNode() ? inside.spread() : wider(inside.spread(), network.spread());
    }

    static Spread wider(Spread one, Spread other) {
        return new Spread(Math.min(one.low(), other.low()), Math.max(one.high(), other.high()));
    }

    private static String why(String algorithm, String limit, Site site, Tuning inside, Tuning network) {
        return algorithm + ", limit " + limit + ", " + (site.oneNode() ? inside : network).origin();
    }
}
