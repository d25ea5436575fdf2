package dev.podwright.network.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.document.InputException;
import dev.podwright.network.LinkType;
import dev.podwright.network.Load;
import dev.podwright.network.Network;
import dev.podwright.network.Pattern;
import dev.podwright.network.Routing;
import dev.podwright.network.topology.HammingMesh;
import dev.podwright.network.topology.LeafSpine;
import dev.podwright.network.topology.Planes;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RouterTest {
    private static final LinkType DOWN = new LinkType("card-leaf", 50e9, 0);
    private static final LinkType UP = new LinkType("leaf-spine", 50e9, 0);
    private static final Network POD = new LeafSpine(242, 64, 64, DOWN, UP).build("pod of 15,488");

    private static Pattern all(int cards) {
        return new Pattern.AllToAll(List.of(IntStream.range(0, cards).toArray()), 1);
    }

    private static Network without(Network network, int... cables) {
        double[] capacities = network.capacities();
        for (int cable : cables) {
            capacities[2 * cable] = 0;
            capacities[2 * cable + 1] = 0;
        }
        return network.withCapacities(capacities);
    }

    @Test
    void an_all_to_all_of_15488_cards_on_a_sound_clos_is_held_back_by_ports_alone() {
        Load load = new Router(POD, new Routing.Spray()).load(all(15_488));
        // 50e9 / 15,487 = 3.2285 MB/s for each pair.
        assertThat(1 / load.seconds()).isCloseTo(3.2285e6, within(50.0));
        assertThat(new Router(POD, new Routing.Shortest()).load(all(15_488)).seconds()).isCloseTo(load.seconds(), within(1e-15));
    }

    @Test
    void leaves_that_lost_uplinks_slow_an_all_to_all_as_much_as_they_lost() {
        int[] broken = IntStream.range(0, 8).flatMap(leaf -> IntStream.range(0, leaf < 5 ? 16 : 32).map(i -> 15_488 + leaf * 64 + i)).toArray();
        Load load = new Router(without(POD, broken), new Routing.Spray()).load(all(15_488));
        // 64 cards send to 15,424 others over 32 of 64 uplinks: at best 25e9 / 15,424; spread evenly where both ends lost the same spines.
        assertThat(1 / load.seconds()).isCloseTo(25e9 / 15_424, within(0.05 * 25e9 / 15_424));
    }

    @Test
    void a_full_mesh_that_lost_a_link_sends_that_pair_over_all_others() {
        Network mesh = new HammingMesh(List.of(new HammingMesh.Dimension(8, UP))).build("server");
        Load load = new Router(without(mesh, 0), new Routing.Spray()).load(all(8));
        // Cards 0 and 1 send each other a sixth over each of the six others.
        assertThat(load.seconds() * 50e9).isCloseTo(1 + 1.0 / 6, within(1e-12));
        assertThat(load.on(0)).isZero();
    }

    @Test
    void dies_of_a_package_speak_over_their_own_link_and_to_others_over_all_planes() {
        Network planes = new Planes(7, 3, 4, 2, DOWN, UP, Optional.of(new LinkType("die-die", 224e9, 0))).build("planes");
        Load load = new Router(planes, new Routing.Spray()).load(all(12));
        assertThat(load.byType().get(0).worstSeconds() * 50e9).isCloseTo(10.0 / 7, within(1e-12));
        assertThat(load.byType().get(1).worstSeconds() * 50e9).isCloseTo(4 * 8 / 7.0 / 2, within(1e-12));
        assertThat(load.byType().get(2).worstSeconds() * 224e9).isCloseTo(1, within(1e-12));
    }

    @Test
    void a_receiver_that_is_cut_off_is_named() {
        Network clos = new LeafSpine(2, 2, 2, DOWN, UP).build("clos");
        Network cut = without(clos, 4, 5);
        assertThatThrownBy(() -> new Router(cut, new Routing.Spray()).load(all(4))).isInstanceOf(InputException.class)
                .hasMessage("card:0 cannot reach card:2 in clos: over links that are up it reaches 2 of 4 card, 1 of 2 leaf, 0 of 2 spine.");
        assertThatThrownBy(() -> new Router(cut, new Routing.Spray()).routes(new Pattern.Pairs(new int[] {0}, new int[] {3}, new double[] {1})))
                .isInstanceOf(InputException.class).hasMessageContaining("card:0 cannot reach card:3");
    }

    @Test
    void a_switch_receives_what_it_sums() {
        Network one = new LeafSpine(1, 4, 0, DOWN, UP).build("switch");
        Load load = new Router(one, new Routing.Spray()).load(new Pattern.Pairs(new int[] {0, 1, 4}, new int[] {4, 4, 2}, new double[] {3, 5, 7}));
        assertThat(load.byType().getFirst().worstSeconds() * 50e9).isCloseTo(7, within(1e-12));
        assertThat(load.byType().getFirst().ends()).isEqualTo("leaf:0 -> card:2");
        assertThat(load.on(0)).isEqualTo(3);
    }
}
