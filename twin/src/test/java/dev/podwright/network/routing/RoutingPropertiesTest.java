package dev.podwright.network.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.podwright.network.LinkType;
import dev.podwright.network.Load;
import dev.podwright.network.Network;
import dev.podwright.network.Pattern;
import dev.podwright.network.Routing;
import dev.podwright.network.flow.Transfer;
import dev.podwright.network.topology.HammingMesh;
import dev.podwright.network.topology.LeafSpine;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RoutingPropertiesTest {
    private static final List<Routing> ROUTINGS =
            List.of(new Routing.Shortest(), new Routing.Ecmp(1, 2), new Routing.Spray(), new Routing.Adaptive(), new Routing.AllPath());

    static LongStream seeds() {
        return LongStream.range(0, 70);
    }

    static Stream<Arguments> all() {
        return seeds().boxed().flatMap(seed -> ROUTINGS.stream().map(routing -> Arguments.of(seed, routing)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void contracted_and_plain_searches_agree(long seed) {
        Drawn drawn = Drawn.of(seed).broken();
        assumeTrue(drawn.network().rails().isEmpty(), "The plain search knows no rails.");
        Pattern.Pairs pairs = drawn.pairs();
        int[] group = drawn.group();
        PlainSpray plain = new PlainSpray(drawn.network());
        for (int i = 0; i < pairs.from().length; i++) {
            plain.send(pairs.from()[i], pairs.to()[i], pairs.bytes()[i]);
        }
        for (int from : group) {
            for (int to : group) {
                plain.send(from, to, 3);
            }
        }
        Load load = new Router(drawn.network(), new Routing.Spray())
                .load(new Pattern.Together(List.of(pairs, new Pattern.AllToAll(List.of(group), 3))));
        for (int l = 0; l < drawn.network().links(); l++) {
            assertThat(load.on(l)).as("link %s of seed %d", drawn.network().linkLabel(l), seed).isCloseTo(plain.load()[l], within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void bytes_are_conserved_at_every_node(long seed, Routing routing) {
        Drawn drawn = Drawn.of(seed).broken();
        Network network = drawn.network();
        Pattern.Pairs pairs = drawn.pairs();
        Load load = new Router(network, routing).load(pairs);
        double[] more = new double[network.nodes()];
        for (int l = 0; l < network.links(); l++) {
            more[network.from(l)] += load.on(l);
            more[network.to(l)] -= load.on(l);
        }
        for (int i = 0; i < pairs.from().length; i++) {
            more[pairs.from()[i]] -= pairs.bytes()[i];
            more[pairs.to()[i]] += pairs.bytes()[i];
        }
        assertThat(more).containsOnly(new double[] {0}, within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("all")
    void routes_carry_what_loads_say_and_no_link_more_than_it_can(long seed, Routing routing) {
        Drawn drawn = Drawn.of(seed).broken();
        Pattern.Pairs pairs = Drawn.pairsOf(drawn.group(), 1);
        Router router = new Router(drawn.network(), routing);
        Load load = router.load(pairs);
        double[] rates = Transfer.rates(drawn.network().capacities(), router.routes(pairs));
        double slowest = IntStream.range(0, rates.length).filter(i -> pairs.from()[i] != pairs.to()[i]).mapToDouble(i -> rates[i]).min().orElse(1);
        // The slowest of equal flows is as slow as the busiest link makes it.
        assertThat(slowest).isCloseTo(load.seconds() == 0 ? 1 : 1 / load.seconds(), within(1e-5));
    }

    @ParameterizedTest
    @MethodSource("all")
    void an_all_to_all_is_the_sum_of_its_pairs(long seed, Routing routing) {
        Drawn drawn = Drawn.of(seed).broken();
        int[] group = drawn.group();
        Router router = new Router(drawn.network(), routing);
        Load whole = router.load(new Pattern.AllToAll(List.of(group), 2));
        Load pairs = router.load(Drawn.pairsOf(group, 2));
        for (int l = 0; l < drawn.network().links(); l++) {
            assertThat(whole.on(l)).as("link %s of seed %d", drawn.network().linkLabel(l), seed).isCloseTo(pairs.on(l), within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_drawn_in_bulk_is_as_much_as_what_is_hashed_one_by_one(long seed) {
        Drawn drawn = Drawn.of(seed).broken();
        Network network = drawn.network();
        int[] group = drawn.group();
        Core core = new Core(network);
        Ports ports = new Ports(core);
        double[] load = new double[network.links()];
        Demand demand = new Demand(new Messages(), List.of(Cross.among(group, 3)));
        new Loading(core, ports, new Targets(core, ports), new Choice.ByHash(seed), load, null).add(demand);
        double[] more = new double[network.nodes()];
        for (int l = 0; l < network.links(); l++) {
            assertThat(load[l]).isEqualTo(Math.rint(load[l])).isNotNegative();
            more[network.from(l)] += load[l];
            more[network.to(l)] -= load[l];
        }
        assertThat(more).containsOnly(0);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void all_paths_are_never_slower_than_shortest_ones(long seed) {
        Drawn drawn = Drawn.of(seed).broken();
        Pattern.Pairs pairs = drawn.pairs();
        double spread = new Router(drawn.network(), new Routing.Spray()).load(pairs).seconds();
        assertThat(new Router(drawn.network(), new Routing.AllPath()).load(pairs).seconds()).isLessThanOrEqualTo(spread * (1 + 1e-9));
    }

    /// A cable that comes back never slows an all-to-all that is spread over a Clos or a full mesh.
    @ParameterizedTest
    @MethodSource("seeds")
    void a_link_more_never_slows_an_all_to_all_that_is_spread(long seed) {
        Random random = new Random(seed);
        LinkType link = new LinkType("link", 1, 0);
        boolean clos = seed % 2 == 0;
        int spines = 2 + random.nextInt(4);
        Network whole = clos ? new LeafSpine(2 + random.nextInt(4), 2, spines, link, link).build("clos")
                : new HammingMesh(List.of(new HammingMesh.Dimension(4 + random.nextInt(5), link))).build("mesh");
        int cards = whole.tiers().getFirst().size();
        Pattern all = new Pattern.AllToAll(List.of(IntStream.range(0, cards).toArray()), 1);
        // In a Clos all cables of one spine may be missing but not one of each.
        int[] missing = clos ? random.ints(3, cards, whole.links() / 2).filter(c -> (c - cards) % spines == 0).toArray()
                : new int[] {random.nextInt(whole.links() / 2)};
        double[] capacities = whole.capacities();
        double before = new Router(whole, new Routing.Spray()).load(all).seconds();
        for (int cable : missing) {
            capacities[2 * cable] = 0;
            capacities[2 * cable + 1] = 0;
            double after = new Router(whole.withCapacities(capacities), new Routing.Spray()).load(all).seconds();
            assertThat(before).isLessThanOrEqualTo(after * (1 + 1e-12));
            before = after;
        }
    }

    /// Cards of one leaf, or rows of a mesh, may change names.
    @ParameterizedTest
    @MethodSource("seeds")
    void ranks_that_change_places_within_a_symmetry_change_nothing(long seed) {
        Drawn drawn = Drawn.of(seed);
        assumeTrue(seed % 7 == 0 || seed % 7 == 3, "A Clos or a torus.");
        int cards = drawn.cards();
        int by = seed % 7 == 0 ? 0 : 1;
        List<Integer> lengths = drawn.network().grid();
        int first = by == 0 ? 1 : lengths.getFirst();
        Pattern.Pairs pairs = drawn.pairs();
        int[] from = IntStream.of(pairs.from()).map(c -> by == 0 ? cards - 1 - c : c / first * first + (c + 1) % first).toArray();
        int[] to = IntStream.of(pairs.to()).map(c -> by == 0 ? cards - 1 - c : c / first * first + (c + 1) % first).toArray();
        Router router = new Router(drawn.network(), new Routing.Spray());
        assertThat(router.load(new Pattern.Pairs(from, to, pairs.bytes())).seconds()).isCloseTo(router.load(pairs).seconds(), within(1e-9));
    }
}
