package dev.podwright.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.calibration.CollectiveFit;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import dev.podwright.catalog.Wiring;
import dev.podwright.network.collective.Channels;
import dev.podwright.network.collective.ExpertTwoPhase;
import dev.podwright.network.collective.InSwitchTree;
import dev.podwright.network.collective.Railed;
import dev.podwright.network.collective.TorusRings;
import dev.podwright.network.collective.Tree;
import dev.podwright.network.fault.Condition;
import dev.podwright.network.topology.Wirings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The schedule of every algorithm that a library may choose, laid on the links of every pod, against its closed form at full rate. Where a closed form is not the
/// time of the schedule but a bound or a share, it is said here by how much.
class AgreementTest {
    private static final double AGREE = 0.01;
    private static final double ROUNDING = 1e-6;
    /// Larger pods are alike and take long; the largest one is asked for one exchange of all.
    private static final int MOST = 800;
    private static final int TOPK = 8;
    private static final Catalog CATALOG = Catalog.bundled();

    static Stream<String> pods() {
        return CATALOG.pods().stream().filter(p -> p.ranks() > 1 && p.ranks() <= MOST).map(Pod::id);
    }

    @Test
    void partsOfLargerPodsAgreeToo() {
        for (String id : List.of("atlas-900-a2-cluster", "atlas-950-superpod-1024", "ub-mesh-pod")) {
            Pod pod = CATALOG.joined(CATALOG.pod(id), 256);
            check(pod, List.of(new Collective.AllReduce(1, Group.adjacent(256)), new Collective.AllToAll(1, Group.adjacent(256))));
        }
    }

    @ParameterizedTest
    @MethodSource("pods")
    void schedulesTakeOnLinksWhatTheirClosedFormsSay(String id) {
        Pod pod = CATALOG.pod(id);
        check(pod, groups(pod).stream().flatMap(g -> collectives(g).stream()).toList());
    }

    private static void check(Pod pod, List<Collective> asked) {
        Chip chip = CATALOG.rankChip(pod);
        Fabric fabric = Fabric.of(pod, chip, plain(chip.id()));
        Slowing slowing = Slowing.of(Wirings.of(pod), Condition.SOUND);
        for (Collective collective : asked) {
            Kind kind = kind(collective);
            Group group = collective.group();
            Plan plan = fabric.plan(collective);
            for (Candidate candidate : plan.candidates()) {
                double flow = slowing.sound().flow(candidate.algorithm(), kind.operation(), group).perByte();
                double ratio = flow / candidate.perByte();
                Range said = said(fabric, pod, group, kind, candidate);
                String line = String.format(Locale.ROOT, "%-24s %-15s %5d/%-3d %-30s flows/closed form %.4f  %s", pod.id(), kind, group.ranks(), group.stride(),
                        candidate.algorithm().label(), ratio, said.why);
                assertThat(ratio).as(line).isBetween(said.low * (1 - AGREE), said.high * (1 + AGREE));
                if (kind != Kind.POINT_TO_POINT) {
                    assertThat(flow).as("bound of " + line).isGreaterThanOrEqualTo(plan.ideal() * (1 - ROUNDING));
                }
            }
        }
    }

    private record Range(double low, double high, String why) {
        static final Range EQUAL = new Range(1, 1, "");
    }

    /// What is known of the difference.
    private static Range said(Fabric fabric, Pod pod, Group group, Kind kind, Candidate candidate) {
        double p = group.ranks();
        List<Reach> reach = fabric.reach(group);
        double inside = reach.stream().filter(r -> !network(pod, r)).mapToInt(Reach::members).max().orElse(1);
        double nodes = p / inside;
        boolean nvlink = candidate.why().contains("limit nvswitch") || candidate.why().contains("limit nvlink");
        boolean torus = pod.levels().getFirst().wiring() == Wiring.TORUS;
        boolean meshes = pod.levels().stream().filter(l -> l.wiring() == Wiring.FULL_MESH && l.groups() > 1).count() > 1;
        boolean twoWays = pod.id().equals("a3-roce-2node");
        boolean dies = pod.levels().getFirst().wiring() == Wiring.DIE_PAIR;
        if (twoWays && nodes > 1) {
            return new Range(1, 1.8, "packets inside a node are also spread over the RoCE switch, which is as near as the UB switches");
        }
        return switch (candidate.algorithm()) {
            case Tree _ -> nvlink ? new Range(0.92 * (inside - 1) / inside, 0.92, "NCCL's trees reach 92 %; the card at a chain's end passes nothing on")
                    : new Range(nodes <= 2 ? 0.46 : 0.69, 0.92, "NCCL's trees reach 92 %; a root has one edge less");
            case InSwitchTree _ when nodes > 2 -> new Range(1, nodes / (nodes - 1), "the closed form spreads the trees' ends over all servers");
            case Channels _ when torus -> new Range(1, 64, "one ring or chain alone uses one link of a card");
            case Channels _ when nvlink -> new Range((inside - 1) / inside, 1, "a ring leaves a server by NIC: g-1 of g links inside");
            case TorusRings _ -> torus(pod, group);
            case Railed _ -> nvlink ? new Range(0.9, 1, "half of a rank's own part counts") : Range.EQUAL;
            case ExpertTwoPhase _ -> nvlink ? new Range((p - nodes) / (p - 1), 1, "a token that arrives where it is needed is not handed on") : Range.EQUAL;
            default -> {
                if (torus && kind != Kind.ALL_REDUCE) {
                    yield new Range(1, 64, "a message has one link; a line has no way round");
                }
                if (kind == Kind.ALL_TO_ALL && fabric.reach(group).stream().noneMatch(r -> network(pod, r) && r.crossed()) && Library.of(CATALOG.rankChip(pod)) == Library.NCCL) {
                    yield new Range((p - 1) / (p - 0.5), (p - 1) / (p - 0.5), "half of a rank's own part counts");
                }
                if (dies && (kind == Kind.ALL_TO_ALL || kind == Kind.DISPATCH || kind == Kind.COMBINE)) {
                    yield new Range(0.95, 2, "the closed form counts the link between dies as a way to all");
                }
                if (meshes && kind != Kind.ALL_REDUCE && kind != Kind.ALL_GATHER) {
                    yield new Range(0.6, 1, "what leaves a block is spread over all dimensions that differ");
                }
                yield pod.levels().getFirst().wiring() == Wiring.FULL_MESH && pod.levels().stream().anyMatch(l -> l.wiring() == Wiring.PCIE)
                        ? new Range(0.7, 1, "neighbours of a message are at different distances") : Range.EQUAL;
            }
        };
    }

    private static Range torus(Pod pod, Group group) {
        List<Integer> dims = pod.levels().getFirst().dims();
        boolean whole = group.ranks() == pod.ranks();
        double widest = dims.stream().mapToInt(Integer::intValue).max().orElseThrow();
        double narrowest = dims.stream().mapToInt(Integer::intValue).min().orElseThrow();
        return whole ? new Range(1, widest == narrowest ? 1 : 1.05, "unequal dimensions wait for the longest") : new Range(1, 32, "a part of a ring is a line: its end closes over all of it");
    }

    private static boolean network(Pod pod, Reach reach) {
        return pod.levels().stream().anyMatch(l -> l.name().equals(reach.level()) && (l.scaleOut() || l.wiring() == Wiring.FAT_TREE));
    }

    private static Set<Group> groups(Pod pod) {
        Set<Group> groups = new LinkedHashSet<>();
        groups.add(Group.adjacent(pod.ranks()));
        groups.add(Group.adjacent(2));
        groups.add(Group.adjacent(Math.min(8, pod.ranks())));
        if (pod.ranks() >= 32 && pod.ranks() % 32 == 0) {
            groups.add(Group.adjacent(32));
            groups.add(new Group(pod.ranks() / 16, 16));
        }
        return groups;
    }

    private static List<Collective> collectives(Group group) {
        return List.of(new Collective.AllReduce(1, group), new Collective.AllGather(1, group), new Collective.ReduceScatter(1, group),
                new Collective.AllToAll(1, group), new Collective.Broadcast(1, group), new Collective.PointToPoint(1, group),
                new Collective.Dispatch(1, 1, TOPK, group));
    }

    private static Kind kind(Collective collective) {
        return switch (collective) {
            case Collective.AllReduce _ -> Kind.ALL_REDUCE;
            case Collective.AllGather _ -> Kind.ALL_GATHER;
            case Collective.ReduceScatter _ -> Kind.REDUCE_SCATTER;
            case Collective.AllToAll _ -> Kind.ALL_TO_ALL;
            case Collective.Broadcast _ -> Kind.BROADCAST;
            case Collective.PointToPoint _ -> Kind.POINT_TO_POINT;
            case Collective.Dispatch _ -> Kind.DISPATCH;
            case Collective.Combine _ -> Kind.COMBINE;
        };
    }

    /// Full efficiency everywhere, sums in switches and both modes of expert exchange offered.
    private static List<CollectiveFit> plain(String chip) {
        List<CollectiveFit> fits = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (String variant : List.of(Variant.BASE, Variant.NETWORK)) {
                fits.add(Pods.plain(chip, kind.label() + variant));
            }
        }
        fits.add(Pods.plain(chip, Kind.ALL_REDUCE.label() + Variant.IN_SWITCH));
        for (Kind kind : List.of(Kind.DISPATCH, Kind.COMBINE)) {
            fits.add(Pods.plain(chip, kind.label() + Variant.LOW_LATENCY));
            fits.add(Pods.plain(chip, kind.label() + Variant.LOW_LATENCY + Variant.NETWORK));
        }
        return fits;
    }
}
