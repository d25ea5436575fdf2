package dev.podwright.network.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.network.LinkType;
import dev.podwright.network.Network;
import dev.podwright.network.NetworkBuilder;
import dev.podwright.network.Pattern;
import dev.podwright.network.Tier;
import dev.podwright.network.topology.HammingMesh;
import dev.podwright.network.topology.LeafSpine;
import dev.podwright.network.topology.Torus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TurnsTest {
    private static final LinkType FAST = new LinkType("fast", 40, 0);
    private static final LinkType SLOW = new LinkType("slow", 10, 0);

    static List<Network> networks() {
        return List.of(new Torus(List.of(4, 6, 3), FAST).build("torus"),
                new HammingMesh(List.of(new HammingMesh.Dimension(8, FAST), new HammingMesh.Dimension(5, SLOW))).build("mesh"),
                new LeafSpine(6, 8, 4, FAST, SLOW).build("clos"),
                ringsOnSwitches());
    }

    /// Rings of 8 cards; the cards of one place hang on one switch.
    private static Network ringsOnSwitches() {
        NetworkBuilder builder = new NetworkBuilder("rings");
        Tier cards = builder.routingCards(48);
        Tier switches = builder.switches("rail", 8);
        int ring = builder.type(FAST);
        int rail = builder.type(SLOW);
        for (int card = 0; card < 48; card++) {
            builder.cable(card, card / 8 * 8 + (card + 1) % 8, ring);
            builder.cable(card, switches.node(card % 8), rail);
        }
        assertThat(cards.size()).isEqualTo(48);
        return builder.build();
    }

    private static List<int[]> groups(int cards, int size, int stride) {
        List<int[]> groups = new ArrayList<>();
        for (int block = 0; block < cards; block += size * stride) {
            for (int first = block; first < block + stride; first++) {
                int start = first;
                groups.add(IntStream.range(0, size).map(i -> start + i * stride).toArray());
            }
        }
        return groups;
    }

    private static double[] whole(Network network, Choice choice, Demand demand) {
        Core core = new Core(network);
        Ports ports = new Ports(core);
        double[] load = new double[network.links()];
        new Loading(core, ports, new Targets(core, ports), choice, load, null).add(demand);
        return load;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void few_receivers_tell_what_all_get(Network network) {
        int cards = network.tiers().getFirst().size();
        Turns turns = Turns.of(network);
        assertThat(turns.fold(Demand.of(new Pattern.AllToAll(groups(cards, cards, 1), 3)).crosses()).orElseThrow().crosses()).hasSize(1);
        List<List<int[]>> patterns = List.of(groups(cards, cards, 1), groups(cards, cards / 2, 1), groups(cards, cards / 2, 2));
        for (List<int[]> groups : patterns) {
            Demand demand = Demand.of(new Pattern.AllToAll(groups, 3));
            Turns.Folded folded = turns.fold(demand.crosses()).orElseThrow();
            for (Choice choice : List.of(new Choice.Even(), new Choice.Proportional())) {
                double[] expected = whole(network, choice, demand);
                double[] found = whole(network, choice, new Demand(demand.messages(), folded.crosses()));
                folded.unfold(found);
                for (int link = 0; link < expected.length; link++) {
                    assertThat(found[link]).as(network.name() + " " + network.linkLabel(link)).isCloseTo(expected[link], within(1e-9 * expected[link] + 1e-9));
                }
            }
        }
    }

    @Test
    void a_network_that_lacks_a_link_does_not_turn() {
        Network torus = new Torus(List.of(8, 16), FAST).build("torus");
        double[] capacities = torus.capacities();
        capacities[5] = 0;
        Optional<Turns.Folded> folded = Turns.of(torus.withCapacities(capacities)).fold(Demand.of(new Pattern.AllToAll(groups(128, 128, 1), 1)).crosses());
        assertThat(folded).isEmpty();
    }

    @Test
    void groups_that_a_turn_would_mix_are_not_turned() {
        Network ring = new Torus(List.of(160), FAST).build("ring");
        // The last card is left out.
        int[] most = IntStream.range(0, 159).toArray();
        assertThat(Turns.of(ring).fold(Demand.of(new Pattern.AllToAll(List.of(most), 1)).crosses())).isEmpty();
    }
}
