package dev.podwright.fabric;

import static dev.podwright.fabric.Pods.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.CollectiveFit;
import dev.podwright.catalog.Pod;
import dev.podwright.network.fault.Condition;
import dev.podwright.network.fault.Degraded;
import dev.podwright.network.fault.Fault;
import dev.podwright.network.topology.Wired;
import dev.podwright.network.topology.Wirings;
import dev.podwright.units.Cost;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Prices on a pod that is not as built.
class ConditionedFabricTest {
    private static final double GB = 1e9;

    private static List<CollectiveFit> fits(String chip) {
        return Stream.of("all_reduce", "all_gather", "alltoall", "all_reduce.nvls", "all_reduce.network", "sendrecv").map(o -> plain(chip, o)).toList();
    }

    private static List<Collective> collectives(double bytes) {
        return List.of(new Collective.AllReduce(bytes, Group.adjacent(8)), new Collective.AllGather(bytes, Group.adjacent(4)),
                new Collective.AllToAll(bytes, Group.adjacent(8)), new Collective.PointToPoint(bytes, Group.adjacent(2)));
    }

    @Test
    void aSoundConditionLeavesEveryPriceAsItIs() {
        Pod pod = Pods.mesh();
        Fabric fabric = Fabric.of(pod, Pods.ASCEND, fits("ascend-910b2"));
        Fabric under = fabric.under(Wirings.of(pod), Condition.SOUND);
        for (double bytes : new double[] {1, 1e4, 1e6, 1e9}) {
            for (Collective collective : collectives(bytes)) {
                assertThat(under.price("c", collective)).isEqualTo(fabric.price("c", collective));
                assertThat(under.seconds(collective)).isEqualTo(fabric.seconds(collective));
            }
        }
    }

    @Test
    void aLostMeshLinkSlowsTheWireTimeOfItsServerAlone() {
        Pod pod = Pods.mesh();
        Wired wired = Wirings.of(pod);
        Fabric fabric = Fabric.of(pod, Pods.ASCEND, fits("ascend-910b2"));
        Fabric broken = fabric.under(wired, Condition.SOUND.failing(new Fault.One("hccs", 0)));
        Collective eight = new Collective.AllReduce(GB, Group.adjacent(8));
        // Seven detours share the part of the pair, six over other cards and one over the RoCE switch; launch and steps stay.
        Cost cost = broken.price("c", eight);
        assertThat(cost.seconds()).isCloseTo(5e-6 + 2e-6 + 8.0 / 7 * 2 * GB / 8 / 28e9, within(1e-9));
        assertThat(cost.why()).contains("mesh").contains("1.14 times the wire time as built").contains("card:");
        assertThat(cost.ideal()).isEqualTo(fabric.price("c", eight).ideal());
        // The lost link joins ranks 0 and 1; groups of one rank per server do not use it.
        Collective across = new Collective.AllReduce(GB, new Group(128, 8));
        assertThat(broken.seconds(across)).isEqualTo(fabric.seconds(across));
    }

    @Test
    void theLibraryChoosesAsOnTheSoundNetwork() {
        Pod pod = Pods.hgx(450, 50);
        Fabric fabric = Fabric.of(pod, Pods.H100, fits("h100-sxm"));
        Fabric broken = fabric.under(Wirings.of(pod), Condition.SOUND.slowing(new Degraded(new Fault.Links("card-nvswitch"), 0.5)));
        for (double bytes : new double[] {1e3, 1e6, 1e9}) {
            Collective collective = new Collective.AllReduce(bytes, Group.adjacent(8));
            assertThat(broken.price("c", collective).why()).startsWith(fabric.price("c", collective).why());
        }
        Collective large = new Collective.AllReduce(1e12, Group.adjacent(8));
        assertThat(broken.seconds(large) / fabric.seconds(large)).isCloseTo(2, within(0.01));
    }
}
