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
import dev.podwright.network.flow.Transfer;
import dev.podwright.network.topology.HammingMesh;
import dev.podwright.network.topology.LeafSpine;
import dev.podwright.network.topology.Planes;
import dev.podwright.network.topology.Rails;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void hashed_flows_that_all_go_equally_far_collide_as_reckoned(long seed) {
        double[] rates = rates(new Routing.Ecmp(seed, 1), shifted(64 * 121 + 33));
        // One flow per NIC of 50 GB/s: 26.8 GB/s in the mean, 7.14 at worst, where seven flows meet on a link.
        assertThat(Arrays.stream(rates).average().orElseThrow()).isCloseTo(26.8, within(0.03 * 26.8));
        assertThat(Arrays.stream(rates).min().orElseThrow()).isBetween(50.0 / 9 - 1e-6, 50.0 / 6 + 1e-6);
    }

    @Test
    void hashed_flows_to_random_receivers_collide_as_reckoned() {
        int[] to = new Random(1).ints(15_488, 0, 15_488).toArray();
        double[] rates = rates(new Routing.Ecmp(1, 1), to);
        double mean = IntStream.range(0, to.length).filter(i -> to[i] != i).mapToDouble(i -> rates[i]).average().orElseThrow();
        // 19.6 if each link is divided evenly among its flows; max-min shares hand on what flows leave that are held back elsewhere.
        assertThat(mean).isBetween(19.6, 1.12 * 19.6);
    }

    @Test
    void sprayed_flows_that_all_go_equally_far_are_as_fast_as_their_nics() {
        double[] rates = rates(new Routing.Spray(), shifted(64 * 121 + 33));
        assertThat(Arrays.stream(rates).min().orElseThrow()).isCloseTo(50, within(1e-3));
    }

    private static int[] shifted(int by) {
        return IntStream.range(0, 15_488).map(i -> (i + by) % 15_488).toArray();
    }

    private static double[] rates(Routing routing, int[] to) {
        Pattern.Pairs pairs = new Pattern.Pairs(IntStream.range(0, to.length).toArray(), to, new double[to.length]);
        return Arrays.stream(Transfer.rates(POD.capacities(), new Router(POD, routing).routes(pairs))).map(rate -> rate / 1e9).toArray();
    }

    @Test
    void a_bulk_of_hashed_flows_is_spread_as_single_ones_are() {
        Network clos = new LeafSpine(8, 16, 4, DOWN, UP).build("clos");
        Load bulk = new Router(clos, new Routing.Ecmp(1, 128)).load(all(128));
        // 16 x 112 x 128 flows leave each leaf over 4 links: the spread of a link is the square root of n p q.
        double flows = 16 * 112 * 128;
        for (int leaf = 0; leaf < 8; leaf++) {
            for (int spine = 0; spine < 4; spine++) {
                assertThat(bulk.on(2 * (128 + leaf * 4 + spine)) * 128).isCloseTo(flows / 4, within(5 * Math.sqrt(flows * 3 / 16)));
            }
        }
        assertThat(bulk.seconds()).isEqualTo(new Router(clos, new Routing.Ecmp(1, 128)).load(all(128)).seconds());
        assertThat(bulk.seconds()).isNotEqualTo(new Router(clos, new Routing.Ecmp(2, 128)).load(all(128)).seconds());
    }

    @Test
    void traffic_for_another_rail_changes_rails_inside_the_server() {
        Network rails = new Rails(1, 4, 2, 2, new LinkType("card-server", 450e9, 0), DOWN, UP).build("rails");
        Load load = new Router(rails, new Routing.Spray()).load(new Pattern.Pairs(new int[] {0}, new int[] {7}, new double[] {4}));
        // card:0 -> server:0 -> card:1 -> leaf:1 -> card:7
        assertThat(used(load)).containsExactly("card:0 -> server:0", "server:0 -> card:1", "card:1 -> leaf:1", "leaf:1 -> card:7");
    }

    @Test
    void where_the_card_of_the_other_rail_is_down_traffic_changes_rails_at_its_end() {
        Network rails = new Rails(1, 4, 2, 2, new LinkType("card-server", 450e9, 0), DOWN, UP).build("rails");
        Load load = new Router(without(rails, 2, 3), new Routing.Spray()).load(new Pattern.Pairs(new int[] {0}, new int[] {7}, new double[] {4}));
        assertThat(used(load)).containsExactly("card:0 -> leaf:0", "leaf:0 -> card:6", "card:6 -> server:3", "server:3 -> card:7");
    }

    private static List<String> used(Load load) {
        return IntStream.range(0, load.network().links()).filter(l -> load.on(l) > 0).boxed()
                .sorted(Comparator.comparingInt((Integer l) -> rank(load.network().linkLabel(l)))).map(load.network()::linkLabel).toList();
    }

    /// Cards 0 and 1 send first, then switches to cards 6 and 7.
    private static int rank(String label) {
        return List.of("card:0 -> server:0", "server:0 -> card:1", "card:1 -> leaf:1", "card:0 -> leaf:0", "leaf:0 -> card:6", "leaf:1 -> card:7",
                "card:6 -> server:3", "server:3 -> card:7").indexOf(label);
    }

    @Test
    void one_router_gives_several_threads_what_it_gives_one() {
        Router router = new Router(POD, new Routing.Ecmp(5, 2));
        Pattern pattern = new Pattern.Pairs(IntStream.range(0, 15_488).toArray(), shifted(1000), IntStream.range(0, 15_488).mapToDouble(i -> i + 1).toArray());
        Load alone = router.load(pattern);
        IntStream.range(0, 4).parallel().forEach(_ -> {
            Load beside = router.load(pattern);
            assertThat(IntStream.range(0, POD.links()).allMatch(l -> beside.on(l) == alone.on(l))).isTrue();
        });
    }
}
