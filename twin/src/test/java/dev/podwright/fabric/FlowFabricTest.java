package dev.podwright.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.document.InputException;
import dev.podwright.network.LinkType;
import dev.podwright.network.Network;
import dev.podwright.network.Routing;
import dev.podwright.network.Tier;
import dev.podwright.network.collective.Operation;
import dev.podwright.network.fault.Condition;
import dev.podwright.network.fault.Fault;
import dev.podwright.network.topology.HammingMesh;
import dev.podwright.network.topology.LeafSpine;
import dev.podwright.network.topology.Rails;
import dev.podwright.network.topology.Topology;
import dev.podwright.network.topology.Torus;
import dev.podwright.network.topology.Wired;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Networks without a chip against textbook closed forms, and what conditions do to them.
class FlowFabricTest {
    private static final double EXACT = 1e-9;
    private static final LinkType FAST = new LinkType("inside", 400e9, 1e-6);
    private static final LinkType SLOW = new LinkType("card-leaf", 50e9, 2e-6);
    private static final LinkType UP = new LinkType("leaf-spine", 50e9, 3e-6);

    private static Wired wired(Topology topology) {
        Network network = topology.build("test");
        Tier cards = network.tiers().getFirst();
        return new Wired(network, IntStream.range(0, topology.cards()).map(cards::node).toArray(), new int[0], new Routing.Spray(), List.of());
    }

    private static FlowAnswer ask(Topology topology, Condition condition, Operation operation, int ranks, String algorithm) {
        return FlowFabric.of(wired(topology), condition)
                .ask(new FlowQuestion(operation, 1e9, Group.adjacent(ranks), Optional.ofNullable(algorithm).filter(a -> !a.isEmpty())));
    }

    @ParameterizedTest
    @CsvSource({"ring,14,1.75", "mesh,2,1.75", "rhd,6,1.75", "nhr,6,1.75", "double-ring,14,1.75", "one-shot,1,7", "nvls,0.5,1.125"})
    void oneSwitchGivesTheTextbookForms(String algorithm, double hops, double parts) {
        FlowAnswer answer = ask(new LeafSpine(1, 8, 0, SLOW, UP), Condition.SOUND, Operation.ALL_REDUCE, 8, algorithm);
        // A message crosses two links.
        assertThat(answer.latency()).isCloseTo(hops * 4e-6, within(EXACT));
        assertThat(answer.wire()).isCloseTo(parts * 1e9 / 50e9, within(EXACT));
        assertThat(answer.limitType()).isEqualTo("card-leaf");
        assertThat(answer.slowdown()).isEqualTo(1);
        assertThat(answer.busBandwidth()).isCloseTo(1.75 * 1e9 / answer.seconds().value(), within(1.0));
        assertThat(answer.seconds().value()).isGreaterThanOrEqualTo(answer.least());
    }

    @Test
    void aFullMeshGivesEveryPeerItsPartOverItsOwnLink() {
        HammingMesh mesh = new HammingMesh(List.of(new HammingMesh.Dimension(8, FAST)));
        assertThat(ask(mesh, Condition.SOUND, Operation.ALL_REDUCE, 8, "mesh").seconds().value()).isCloseTo(2e-6 + 2e9 / 8 / 400e9, within(EXACT));
        assertThat(ask(mesh, Condition.SOUND, Operation.ALL_REDUCE, 8, "ring").seconds().value()).isCloseTo(14e-6 + 2 * 7e9 / 8 / 400e9, within(EXACT));
        assertThat(ask(mesh, Condition.SOUND, Operation.ALL_TO_ALL, 8, "").wire()).isCloseTo(1e9 / 8 / 400e9, within(EXACT));
        assertThat(ask(mesh, Condition.SOUND, Operation.ALL_TO_ALL, 8, "pairwise").wire()).isCloseTo(7e9 / 8 / 400e9, within(EXACT));
        assertThat(ask(mesh, Condition.SOUND, Operation.ALL_REDUCE, 8, "").algorithm()).isEqualTo("mesh");
    }

    @Test
    void aTorusHasARingInEachDimensionAndDirection() {
        FlowFabric fabric = FlowFabric.of(wired(new Torus(List.of(4, 4, 4), FAST)), Condition.SOUND, List.of(4, 4, 4));
        FlowAnswer answer = fabric.ask(new FlowQuestion(Operation.ALL_REDUCE, 1e9, Group.adjacent(64), Optional.of("torus")));
        assertThat(answer.wire()).isCloseTo(2 * 63e9 / 64 / (6 * 400e9), within(EXACT));
    }

    @Test
    void serversOnRailsReduceInsideFirst() {
        Rails rails = new Rails(1, 4, 8, 0, FAST, SLOW, UP);
        FlowAnswer answer = ask(rails, Condition.SOUND, Operation.ALL_REDUCE, 32, "hierarchical");
        assertThat(answer.wire()).isCloseTo(2 * 7e9 / 8 / 400e9 + 2 * 3e9 / 4 / 8 / 50e9, within(EXACT));
        assertThat(answer.algorithm()).isEqualTo("mesh + NHR");
        FlowAnswer rings = ask(rails, Condition.SOUND, Operation.ALL_REDUCE, 32, "rings");
        // Eight NICs of a server together.
        assertThat(rings.wire()).isCloseTo(2 * 31e9 / 32 / 400e9, within(1e-3));
    }

    @Test
    void anAllToAllOverLeavesIsBoundByTheirPorts() {
        FlowAnswer answer = ask(new LeafSpine(4, 8, 8, SLOW, UP), Condition.SOUND, Operation.ALL_TO_ALL, 32, "");
        assertThat(answer.wire()).isCloseTo(31e9 / 32 / 50e9, within(EXACT));
        FlowAnswer tapered = ask(new LeafSpine(4, 8, 8, SLOW, UP), Condition.SOUND.oversubscribed(2), Operation.ALL_TO_ALL, 32, "");
        assertThat(tapered.wire()).isCloseTo(2 * 24e9 / 32 / 50e9, within(EXACT));
        assertThat(tapered.slowdown()).isCloseTo(2 * 24.0 / 31, within(EXACT));
        assertThat(tapered.limitType()).isEqualTo("leaf-spine");
    }

    @Test
    void aFailedUplinkSlowsWhatLeavesItsLeaf() {
        LeafSpine clos = new LeafSpine(4, 8, 8, SLOW, UP);
        Fault[] three = IntStream.range(0, 3).mapToObj(i -> new Fault.One("leaf-spine", i)).toArray(Fault[]::new);
        FlowAnswer answer = ask(clos, Condition.SOUND.failing(three), Operation.ALL_TO_ALL, 32, "");
        // Leaf 0 has 5 of 8 uplinks for 24 of 32 parts of its 8 cards.
        assertThat(answer.wire()).isCloseTo(8 * 24e9 / 32 / (5 * 50e9), within(EXACT));
        assertThat(answer.limit()).contains("leaf:0");
    }

    @Test
    void aLostLinkOfAMeshSendsItsPartOverTwoOthers() {
        HammingMesh mesh = new HammingMesh(List.of(new HammingMesh.Dimension(4, FAST)));
        FlowAnswer answer = ask(mesh, Condition.SOUND.failing(new Fault.One("inside", 0)), Operation.ALL_TO_ALL, 4, "");
        // Half of the detour over each of two others: 1.5 parts on their links.
        assertThat(answer.slowdown()).isCloseTo(1.5, within(EXACT));
        // And one link more on the way.
        assertThat(answer.latency()).isCloseTo(2e-6, within(EXACT));
    }

    @Test
    void onlyTheGroupsThatUseADamagedLeafSuffer() {
        LeafSpine clos = new LeafSpine(4, 8, 8, SLOW, UP);
        FlowFabric fabric = FlowFabric.of(wired(clos), Condition.SOUND.failing(new Fault.One("leaf-spine", 0)));
        FlowQuestion inside = new FlowQuestion(Operation.ALL_REDUCE, 1e9, Group.adjacent(8), Optional.of("ring"));
        assertThat(fabric.ask(inside).slowdown()).isEqualTo(1);
        assertThat(fabric.slowdowns(inside)).containsExactly(1, 1, 1, 1);
        FlowQuestion halves = new FlowQuestion(Operation.ALL_TO_ALL, 1e9, Group.adjacent(16));
        double[] slowdowns = fabric.slowdowns(halves);
        // 8 of 16 parts of 8 cards over 7 links, against 15 of 16 over the port: no harm yet.
        assertThat(slowdowns).containsExactly(1, 1);
        FlowFabric worse = FlowFabric.of(wired(clos), Condition.SOUND.failing(IntStream.range(0, 5).mapToObj(i -> new Fault.One("leaf-spine", i)).toArray(Fault[]::new)));
        assertThat(worse.slowdowns(halves)[0]).isCloseTo((8 * 0.5 / 3) / (15.0 / 16), within(EXACT));
        assertThat(worse.slowdowns(halves)[1]).isEqualTo(1);
        assertThat(worse.ask(halves).slowdown()).isCloseTo((8 * 0.5 / 3) / (15.0 / 16), within(EXACT));
    }

    @Test
    void groupsWithALostMemberDropOutAndTheWholePodGoesOnWithTheRest() {
        LeafSpine clos = new LeafSpine(4, 8, 8, SLOW, UP);
        FlowFabric fabric = FlowFabric.of(wired(clos), Condition.SOUND.failing(new Fault.One("npu", 9)));
        assertThat(fabric.ranks()).isEqualTo(31);
        assertThat(fabric.groups(Group.adjacent(8))).hasSize(3);
        assertThat(fabric.ask(new FlowQuestion(Operation.ALL_REDUCE, 1e9, Group.adjacent(31))).groups()).isEqualTo(1);
        assertThatThrownBy(() -> fabric.ask(new FlowQuestion(Operation.ALL_REDUCE, 1e9, Group.adjacent(32)))).isInstanceOf(InputException.class)
                .hasMessageContaining("31");
    }

    @Test
    void wrongNamesOfAlgorithmsGetTheNearest() {
        assertThatThrownBy(() -> ask(new LeafSpine(1, 8, 0, SLOW, UP), Condition.SOUND, Operation.ALL_REDUCE, 8, "rign")).isInstanceOf(InputException.class)
                .hasMessageContaining("rign").extracting(e -> ((InputException) e).mend()).asString().contains("ring");
    }
}
