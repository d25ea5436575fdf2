package dev.podwright.fabric;

import static dev.podwright.fabric.Pods.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.CollectiveFit;
import dev.podwright.catalog.Wiring;
import dev.podwright.units.Cost;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/// Closed forms against numbers worked by hand. Messages are so large or latencies so small that the ramp between them does not matter.
class FabricTest {
    private static final double GB = 1e9;

    private static double seconds(Fabric fabric, Collective collective) {
        return fabric.price("c", collective).seconds();
    }

    private static double wire(Fabric fabric, java.util.function.DoubleFunction<Collective> collective) {
        // Slope between two huge messages: launch and ramp have died out.
        return (seconds(fabric, collective.apply(2e6 * GB)) - seconds(fabric, collective.apply(1e6 * GB))) / (1e6 * GB);
    }

    @Test
    void oneRankCostsNothing() {
        Fabric fabric = Fabric.of(Pods.hgx(450, 50), Pods.H100, List.of());
        assertThat(seconds(fabric, new Collective.AllReduce(GB, Group.adjacent(1)))).isZero();
        assertThat(fabric.busBandwidth(new Collective.AllReduce(GB, Group.adjacent(1)))).isZero();
    }

    @Test
    void aRingAllReducePassesTwiceAllButOnePartAndTakesTwiceAllButOneSteps() {
        Fabric fabric = Fabric.of(Pods.hgx(300, 25), Pods.A100, List.of(plain("a100-sxm-80", "all_reduce")));
        Group eight = Group.adjacent(8);
        assertThat(wire(fabric, n -> new Collective.AllReduce(n, eight))).isCloseTo(2 * 7.0 / 8 / 300e9, Percentage.withPercentage(0.1));
        assertThat(seconds(fabric, new Collective.AllReduce(1e-9, eight))).isCloseTo(5e-6 + 14e-6, Percentage.withPercentage(0.1));
        assertThat(fabric.busBandwidth(new Collective.AllReduce(1e15, eight))).isCloseTo(300e9, Percentage.withPercentage(1));
    }

    @Test
    void aRingOverNodesRunsAtTheNicsOfANodeTogetherOrAtNvlinkWhicheverIsLess() {
        List<CollectiveFit> fits = List.of(plain("a100-sxm-80", "all_gather"), plain("a100-sxm-80", "all_gather.network"));
        assertThat(wire(Fabric.of(Pods.hgx(300, 25), Pods.A100, fits), n -> new Collective.AllGather(n, Group.adjacent(16))))
                .isCloseTo(15.0 / 16 / 200e9, Percentage.withPercentage(0.1));
        assertThat(wire(Fabric.of(Pods.hgx(300, 100), Pods.A100, fits), n -> new Collective.AllGather(n, Group.adjacent(16))))
                .isCloseTo(15.0 / 16 / 300e9, Percentage.withPercentage(0.1));
    }

    @Test
    void aGroupWithOneMemberPerNodeHasOnlyThatMembersNic() {
        List<CollectiveFit> fits = List.of(plain("a100-sxm-80", "all_gather"), plain("a100-sxm-80", "all_gather.network"));
        assertThat(wire(Fabric.of(Pods.hgx(300, 25), Pods.A100, fits), n -> new Collective.AllGather(n, new Group(2, 8))))
                .isCloseTo(0.5 / 25e9, Percentage.withPercentage(0.1));
    }

    @Test
    void switchesSumOnlyOnChipsThatCan() {
        CollectiveFit nvls = plain("h100-sxm", "all_reduce.nvls");
        Collective eight = new Collective.AllReduce(1e15, Group.adjacent(8));
        Cost hopper = Fabric.of(Pods.hgx(450, 50), Pods.H100, List.of(plain("h100-sxm", "all_reduce"), nvls)).price("c", eight);
        Cost ampere = Fabric.of(Pods.hgx(450, 50), Pods.A100, List.of(plain("a100-sxm-80", "all_reduce"), plain("a100-sxm-80", "all_reduce.nvls")))
                .price("c", eight);
        assertThat(hopper.seconds()).isCloseTo(1e15 * 9 / 8 / 450e9, Percentage.withPercentage(1));
        assertThat(hopper.why()).startsWith("NVLS");
        assertThat(ampere.why()).startsWith("ring");
        assertThat(ampere.seconds()).isGreaterThan(hopper.seconds());
    }

    @Test
    void aMeshSendsEveryPeerItsPartOverItsOwnLink() {
        Fabric fabric = Fabric.of(Pods.mesh(), Pods.ASCEND, List.of(plain("ascend-910b2", "all_reduce")));
        for (int p : new int[] {2, 4, 8}) {
            // 2 alpha + 2 n/p over one link of 28 GB/s.
            assertThat(seconds(fabric, new Collective.AllReduce(GB, Group.adjacent(p)))).isCloseTo(5e-6 + 2e-6 + 2 * GB / p / 28e9, within(1e-9));
        }
    }

    @Test
    void anAllReduceOverMeshedServersScattersInsideReducesBetweenAndGathersInside() {
        Fabric fabric = Fabric.of(Pods.mesh(), Pods.ASCEND, List.of(plain("ascend-910b2", "all_reduce"), plain("ascend-910b2", "all_reduce.network")));
        double n = 1e4;
        // Four servers: mesh 2 x 7/8 n at 196 GB/s, NHR 2 x 3/4 n/8 at 25 GB/s; two mesh steps, 2 x log2(4) NHR steps, two launches.
        assertThat(seconds(fabric, new Collective.AllReduce(n, Group.adjacent(32))))
                .isCloseTo(10e-6 + 2e-6 + 4e-6 + 2 * 7.0 / 8 * n / 196e9 + 2 * 0.75 * n / 8 / 25e9, within(1e-9));
        assertThat(fabric.price("c", new Collective.AllReduce(n, Group.adjacent(32))).why()).contains("mesh + NHR");
    }

    @Test
    void aLargeGatherOverMeshedServersIsPipelined() {
        Fabric fabric = Fabric.of(Pods.mesh(), Pods.ASCEND, List.of(plain("ascend-910b2", "all_gather"), plain("ascend-910b2", "all_gather.network")));
        double n = 64e6;
        // (p2-1) max(n b2/p + a2, n b1/p + a1) + n b1/p + a1, with b1 of one link.
        double between = n / 16 / 25e9 + 1e-6;
        double link = n / 16 / 28e9 + 1e-6;
        assertThat(seconds(fabric, new Collective.AllGather(n, Group.adjacent(16)))).isCloseTo(10e-6 + between + link, within(1e-9));
    }

    @Test
    void diePairAndSwitchFormADoubleRing() {
        Fabric fabric = Fabric.of(Pods.cloudMatrix(), Pods.DIE, List.of(plain("ascend-910c-die", "all_gather")));
        assertThat(wire(fabric, n -> new Collective.AllGather(n, Group.adjacent(2)))).isCloseTo(0.5 / 224e9, Percentage.withPercentage(0.1));
        assertThat(wire(fabric, n -> new Collective.AllGather(n, Group.adjacent(16)))).isCloseTo(15.0 / 16 / 392e9, Percentage.withPercentage(0.1));
    }

    @Test
    void anAllToAllIsBoundByTheOversubscribedLevel() {
        var pod = Pods.pod("thin", List.of(Pods.level("nvswitch", Wiring.SWITCH, 8, false, 450, 1),
                Pods.level("rack", Wiring.FAT_TREE, 4, false, 50, 1), Pods.level("core", Wiring.FAT_TREE, 4, false, 50, 7)));
        Fabric fabric = Fabric.of(pod, Pods.H100, List.of(plain("h100-sxm", "alltoall"), plain("h100-sxm", "alltoall.network")));
        Cost cost = fabric.price("c", new Collective.AllToAll(1e15, Group.adjacent(128)));
        assertThat(cost.seconds()).isCloseTo(1e15 * 96 / 128 / (50e9 / 7), Percentage.withPercentage(1));
        assertThat(cost.why()).contains("core");
    }

    @Test
    void aTokenGoesOncePerNodeOverNicsAndOncePerRankInside() {
        List<CollectiveFit> fits = List.of(plain("h100-sxm", "dispatch"), plain("h100-sxm", "dispatch.network"));
        Fabric fabric = Fabric.of(Pods.hgx(450, 50), Pods.H100, fits);
        // Two nodes, eight experts a token: the other node needs it with 1 - 2^-8.
        assertThat(wire(fabric, n -> new Collective.Dispatch(n, 1, 8, Group.adjacent(16)))).isCloseTo((1 - Math.pow(2, -8)) / 50e9, Percentage.withPercentage(0.1));
        // One node: seven other ranks, each with 1 - (7/8)^8.
        assertThat(wire(fabric, n -> new Collective.Dispatch(n, 1, 8, Group.adjacent(8)))).isCloseTo(7 * (1 - Math.pow(7.0 / 8, 8)) / 450e9, Percentage.withPercentage(0.1));
    }

    @Test
    void aMessageOnAMeshUsesOneLink() {
        Fabric fabric = Fabric.of(Pods.mesh(), Pods.ASCEND, List.of(plain("ascend-910b2", "sendrecv")));
        assertThat(seconds(fabric, new Collective.PointToPoint(GB, Group.adjacent(2)))).isCloseTo(6e-6 + GB / 28e9, within(1e-9));
    }

    @Test
    void aPipelineHopIsPricedAtItsFarthestNeighbours() {
        Fabric fabric = Fabric.of(Pods.hgx(450, 50), Pods.H100, List.of());
        assertThat(fabric.price("c", new Collective.PointToPoint(GB, new Group(4, 4))).why()).contains("rail");
        assertThat(fabric.price("c", new Collective.PointToPoint(GB, new Group(2, 4))).why()).contains("nvswitch");
    }
}
