package dev.podwright.network.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.document.InputException;
import dev.podwright.network.LinkType;
import dev.podwright.network.Network;
import dev.podwright.network.NetworkBuilder;
import dev.podwright.network.Routing;
import dev.podwright.network.Tier;
import dev.podwright.network.topology.HammingMesh;
import dev.podwright.network.topology.LeafSpine;
import dev.podwright.network.topology.Planes;
import dev.podwright.network.topology.Rails;
import dev.podwright.network.topology.Topology;
import dev.podwright.network.topology.Wired;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DamageTest {
    private static final LinkType DOWN = new LinkType("card-leaf", 50e9, 1e-6);
    private static final LinkType UP = new LinkType("leaf-spine", 50e9, 1e-6);
    private static final Wired CLOS = wired(new LeafSpine(4, 8, 8, DOWN, UP));
    private static final Wired PLANES = wired(new Planes(3, 4, 8, 2, DOWN, UP, Optional.empty()));

    private static Wired wired(Topology topology) {
        return new Wired(topology.build("pod"), IntStream.range(0, topology.cards()).toArray(), new int[0], new Routing.Spray(), List.of());
    }

    private static Damage under(Wired wired, Fault... faults) {
        return Damage.of(wired, Condition.SOUND.failing(faults));
    }

    private static Fault fail(String word) {
        return ConditionReader.fault("--fail", word);
    }

    @Test
    void aSoundConditionLeavesTheNetworkItself() {
        Damage damage = Damage.of(CLOS, Condition.SOUND);
        assertThat(damage.network()).isSameAs(CLOS.network());
        assertThat(damage.nodes()).isEqualTo(CLOS.ranks());
        assertThat(damage.whole()).isTrue();
        assertThat(damage.lost()).isEmpty();
    }

    @Test
    void aCardThatFailsTakesItsCablesWithItAndNothingElse() {
        Damage damage = under(CLOS, fail("npu:17"));
        assertThat(damage.lost()).containsExactly(17);
        assertThat(damage.cutOff()).isEmpty();
        assertThat(damage.whole()).isTrue();
        assertThat(damage.downCables().cardinality()).isEqualTo(1);
        assertThat(damage.left()).hasSize(31).doesNotContain(17);
        assertThat(damage.nodesLeft()).isEqualTo(damage.left());
        assertThat(damage.leftByType().get("card-leaf")).isCloseTo(31.0 / 32, within(1e-12));
        assertThat(damage.leftByType().get("leaf-spine")).isEqualTo(1);
    }

    @Test
    void aCableTakesItsShareOfTheUplinksOfItsLeaf() {
        Damage damage = under(CLOS, fail("leaf-spine:12"));
        assertThat(damage.uplinks(damage.network().tier("leaf"))).containsExactly(1, 7.0 / 8, 1, 1);
        assertThat(damage.downCables().stream()).containsExactly(32 + 12);
        assertThat(damage.network().capacity(2 * 44)).isZero();
        assertThat(damage.network().capacity(2 * 44 + 1)).isZero();
        assertThat(damage.lost()).isEmpty();
    }

    @Test
    void aLeafThatFailsInAClosOfOnePlaneCutsItsCardsOff() {
        Damage damage = Damage.of(CLOS, new Condition(List.of(fail("leaf:1")), List.of(), 1, Optional.empty(), 1, "command line, field fabric"));
        assertThat(damage.whole()).isFalse();
        assertThat(damage.cutOff()).isEqualTo(IntStream.range(8, 16).toArray());
        assertThat(damage.left()).hasSize(24);
        // Cards under a leaf that is down do not even reach each other.
        assertThat(damage.parts()).hasSize(9);
        assertThat(damage.requireTogether()).isSameAs(damage);
        assertThat(damage.partWords()).isEqualTo("ranks 0–7, 16–31 stay together; cut off: 8–15, each alone");
    }

    @Test
    void allUplinksOfALeafLostMakeTwoPartsThatBothWork() {
        Fault[] uplinks = IntStream.range(16, 24).mapToObj(i -> fail("leaf-spine:" + i)).toArray(Fault[]::new);
        Damage damage = under(CLOS, uplinks);
        assertThat(damage.parts()).hasSize(2);
        assertThat(damage.parts().get(1)).isEqualTo(IntStream.range(16, 24).toArray());
        assertThatThrownBy(damage::requireTogether).isInstanceOf(InputException.class)
                .hasMessageEndingWith(" parts the pod pod: ranks 0–15, 24–31 stay together; cut off: 16–23.");
    }

    @Test
    void aLeafOrAWholePlaneOfSeveralLeavesThePodWhole() {
        Damage leaf = under(PLANES, fail("leaf:5"));
        assertThat(leaf.whole()).isTrue();
        assertThat(leaf.lost()).isEmpty();
        Damage plane = under(PLANES, fail("plane:1"));
        assertThat(plane.whole()).isTrue();
        assertThat(plane.leftByType().get("card-leaf")).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(plane.downNodes().cardinality()).isEqualTo(4 + 2);
    }

    @Test
    void cardsOnDifferentPlanesAloneDoNotMeet() {
        // Card 0 keeps plane 0, card 31 plane 2; all others keep all three.
        Damage damage = under(PLANES, fail("card-leaf:32"), fail("card-leaf:64"), fail("card-leaf:31"), fail("card-leaf:63"));
        assertThat(damage.whole()).isFalse();
        assertThat(damage.left()).hasSize(31);
        assertThat(damage.parts().get(1)).hasSize(1);
    }

    @Test
    void railsAreThePlanesOfOneUnitAndServersAreNot() {
        Wired rails = wired(new Rails(1, 4, 8, 0, DOWN, DOWN, UP));
        Damage damage = under(rails, fail("plane:7"));
        assertThat(damage.downNodes().cardinality()).isEqualTo(1);
        assertThat(damage.downNodes().get(rails.network().tier("leaf").node(7))).isTrue();
    }

    @Test
    void drawsRestOnTheSeedAndLargerDrawsHoldSmallerOnes() {
        Condition eight = Condition.SOUND.failing(fail("8*leaf-spine"));
        Damage one = Damage.of(CLOS, eight);
        assertThat(one.downCables().cardinality()).isEqualTo(8);
        assertThat(Damage.of(CLOS, eight).downCables()).isEqualTo(one.downCables());
        assertThat(Damage.of(CLOS, eight.seeded(2)).downCables()).isNotEqualTo(one.downCables());
        var nine = under(CLOS, fail("9*leaf-spine")).downCables();
        nine.and(one.downCables());
        assertThat(nine).isEqualTo(one.downCables());
        var besides = under(CLOS, fail("8*leaf-spine"), fail("2*npu"));
        assertThat(besides.lost()).hasSize(2);
        assertThat(besides.downCables().cardinality()).isEqualTo(10);
    }

    @Test
    void drawsComeOnTopOfWhatIsNamed() {
        Damage all = under(CLOS, fail("8*leaf-spine"));
        int first = all.downCables().nextSetBit(0) - 32;
        assertThat(under(CLOS, fail("8*leaf-spine"), fail("leaf-spine:" + first)).downCables().cardinality()).isEqualTo(9);
    }

    @Test
    void degradedLinksKeepTheirShare() {
        Damage type = Damage.of(CLOS, Condition.SOUND.slowing(new Degraded(fail("link:leaf-spine"), 0.5)));
        assertThat(type.leftByType().get("leaf-spine")).isEqualTo(0.5);
        assertThat(type.leftByType().get("card-leaf")).isEqualTo(1);
        Damage cable = Damage.of(CLOS, Condition.SOUND.slowing(new Degraded(fail("leaf-spine:0"), 0.5)));
        assertThat(cable.uplinks(CLOS.network().tier("leaf"))[0]).isEqualTo(7.5 / 8);
        Damage leaf = Damage.of(CLOS, Condition.SOUND.slowing(new Degraded(fail("leaf:2"), 0.25)));
        assertThat(leaf.uplinks(CLOS.network().tier("leaf"))).containsExactly(1, 1, 0.25, 1);
        assertThat(leaf.uplinks(CLOS.network().tiers().getFirst())).contains(0.25, 1.0);
        assertThat(leaf.lost()).isEmpty();
    }

    @Test
    void oversubscriptionDividesWhatIsAboveTheLeaves() {
        Damage damage = Damage.of(CLOS, Condition.SOUND.oversubscribed(4));
        assertThat(damage.leftByType()).containsEntry("leaf-spine", 0.25).containsEntry("card-leaf", 1.0);
        assertThatThrownBy(() -> Damage.of(wired(new HammingMesh(List.of(new HammingMesh.Dimension(8, DOWN)))), Condition.SOUND.oversubscribed(4)))
                .isInstanceOf(InputException.class).hasMessageContaining("nothing above its leaves");
    }

    @Test
    void theSpareOfTheRackStandsIn() {
        Wired racks = racks();
        Damage one = under(racks, fail("npu:5"));
        assertThat(one.standIns()).containsExactly(new StandIn(5, racks.ranks()[5], racks.spares()[1]));
        assertThat(one.lost()).isEmpty();
        assertThat(one.whole()).isTrue();
        assertThat(one.nodes()[5]).isEqualTo(racks.spares()[1]);
        Damage two = under(racks, fail("npu:5"), fail("npu:6"));
        assertThat(two.standIns()).hasSize(1);
        assertThat(two.lost()).as("the spare of the other rack stays there").containsExactly(6);
        Damage spareToo = under(racks, fail("npu:5"), fail("spare:1"));
        assertThat(spareToo.lost()).containsExactly(5);
    }

    @Test
    void whatIsNotThereIsNamedWithWhatIs() {
        assertThatThrownBy(() -> under(CLOS, fail("leef:3"))).isInstanceOf(InputException.class)
                .hasMessage("fail: the network of pod has no leef.")
                .extracting(e -> ((InputException) e).mend()).isEqualTo("Maybe leaf. It has npu:0 to 31, leaf:0 to 3, spine:0 to 7, card-leaf:0 to 31, leaf-spine:0 to 31.");
        assertThatThrownBy(() -> under(CLOS, fail("leaf:4"))).hasMessage("fail: there is no leaf:4 in the network of pod.")
                .extracting(e -> ((InputException) e).mend()).isEqualTo("They are leaf:0 to leaf:3.");
        assertThatThrownBy(() -> under(CLOS, fail("plane:0"))).hasMessageContaining("no planes that fail alone");
        assertThatThrownBy(() -> under(PLANES, fail("plane:3"))).hasMessage("fail: there is no plane:3 in the network of pod.");
        assertThatThrownBy(() -> under(CLOS, fail("33*npu"))).hasMessage("fail: 33*npu draws more than the 32 of npu that the network of pod has.");
        assertThatThrownBy(() -> under(CLOS, fail("npu:0"), fail("32*npu"))).hasMessageContaining("the 31 of npu that the network of pod has left");
        assertThatThrownBy(() -> under(CLOS, fail("link:leaf"))).hasMessageContaining("names no cables");
        assertThatThrownBy(() -> under(CLOS, fail("32*npu"))).hasMessage("no card of pod is left.");
    }

    /// Two racks of four cards and a spare, each a switch of its own, joined by one above.
    private static Wired racks() {
        NetworkBuilder builder = new NetworkBuilder("racks");
        Tier cards = builder.cards(10);
        Tier rack = builder.switches("rack", 2);
        Tier top = builder.switches("top", 1);
        for (int card = 0; card < 10; card++) {
            builder.cable(cards.node(card), rack.node(card < 8 ? card / 4 : card - 8), builder.type(DOWN));
        }
        for (int r = 0; r < 2; r++) {
            builder.cable(rack.node(r), top.node(0), builder.type(UP));
        }
        Network network = builder.build();
        return new Wired(network, IntStream.range(0, 8).toArray(), new int[] {8, 9}, new Routing.Spray(), List.of());
    }
}
