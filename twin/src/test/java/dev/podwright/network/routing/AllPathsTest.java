package dev.podwright.network.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.network.LinkType;
import dev.podwright.network.Load;
import dev.podwright.network.Network;
import dev.podwright.network.Pattern;
import dev.podwright.network.Routing;
import dev.podwright.network.flow.Transfer;
import dev.podwright.network.topology.HammingMesh;
import dev.podwright.network.topology.LeafSpine;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AllPathsTest {
    private static final LinkType LINK = new LinkType("link", 1, 0);
    private static final Network SERVER = mesh(8);
    private static final Network RACK = mesh(8, 8);

    private static Network mesh(Integer... lengths) {
        return new HammingMesh(Stream.of(lengths).map(length -> new HammingMesh.Dimension(length, LINK)).toList()).build("mesh");
    }

    private static Pattern.Pairs shift(int cards, int by) {
        double[] bytes = new double[cards];
        Arrays.fill(bytes, 1);
        return new Pattern.Pairs(IntStream.range(0, cards).toArray(), IntStream.range(0, cards).map(i -> (i + by) % cards).toArray(), bytes);
    }

    private static double seconds(Network network, Pattern pattern) {
        return new Router(network, new Routing.AllPath()).load(pattern).seconds();
    }

    @Test
    void one_pair_of_a_full_mesh_has_the_links_of_its_card_for_itself() {
        // One direct way and six with a detour (UB-Mesh, section 4.1): 7 links.
        assertThat(seconds(SERVER, new Pattern.Pairs(new int[] {0}, new int[] {5}, new double[] {1}))).isCloseTo(1.0 / 7, within(1e-12));
    }

    @Test
    void one_pair_of_a_mesh_of_two_dimensions_uses_both() {
        // Of 14 links of the card one leads to the receiver, six aside in the same row, seven to the other rows.
        assertThat(seconds(RACK, new Pattern.Pairs(new int[] {0}, new int[] {5}, new double[] {1}))).isCloseTo(1.0 / 14, within(1e-12));
    }

    @Test
    void a_ring_of_a_full_mesh_fills_all_links() {
        // Each card sends 1: x straight, 1 - x over detours of two hops; 56 links carry 8 x + 16 (1 - x), evenly at x = 1/4... at best.
        Load load = new Router(SERVER, new Routing.AllPath()).load(shift(8, 1));
        assertThat(load.seconds()).isLessThan(0.3).isGreaterThanOrEqualTo((8 * 0.25 + 16 * 0.75) / 56);
    }

    @Test
    void an_all_to_all_goes_straight() {
        Pattern all = new Pattern.AllToAll(List.of(IntStream.range(0, 64).toArray()), 1);
        assertThat(seconds(RACK, all)).isEqualTo(new Router(RACK, new Routing.Spray()).load(all).seconds());
    }

    @Test
    void single_messages_take_the_parts_of_their_pattern() {
        Router router = new Router(RACK, new Routing.AllPath());
        double[] rates = Transfer.rates(RACK.capacities(), router.routes(shift(64, 1)));
        double slowest = Arrays.stream(rates).min().orElseThrow();
        assertThat(slowest).isCloseTo(1 / router.load(shift(64, 1)).seconds(), within(1e-4));
    }

    @Test
    void within_a_rack_meshes_are_as_fast_as_a_clos_for_neighbours_and_slower_for_all() {
        Network clos = new LeafSpine(1, 64, 0, new LinkType("port", 14, 0), LINK).build("clos of the same ports");
        Router flat = new Router(clos, new Routing.Spray());
        Pattern all = new Pattern.AllToAll(List.of(IntStream.range(0, 64).toArray()), 1);
        // 112 hops of 63 messages over 14 links: 16/9 of the time of a switch.
        assertThat(seconds(RACK, all) / flat.load(all).seconds()).isCloseTo(16.0 / 9, within(1e-9));
    }
}
