package dev.podwright.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.network.LinkType;
import dev.podwright.network.Network;
import dev.podwright.network.NetworkBuilder;
import dev.podwright.network.Pattern;
import dev.podwright.network.Tier;
import dev.podwright.network.topology.LeafSpine;
import dev.podwright.network.topology.Torus;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathfinderTest {

    @Test
    void a_message_between_leaves_takes_four_links() {
        Network clos = new LeafSpine(4, 4, 2, new LinkType("down", 1, 1e-6), new LinkType("up", 1, 2e-6)).build("clos");
        Pathfinder pathfinder = new Pathfinder(clos, clos.transit());
        assertThat(pathfinder.seconds(0, 15)).isCloseTo(6e-6, within(1e-15));
        assertThat(pathfinder.seconds(0, 3)).isCloseTo(2e-6, within(1e-15));
        assertThat(pathfinder.seconds(0, 0)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void searching_from_both_ends_finds_what_a_search_from_one_finds(long seed) {
        Random random = new Random(seed);
        NetworkBuilder builder = new NetworkBuilder("drawn");
        Tier cards = builder.cards(8);
        Tier switches = builder.switches("switch", 12);
        for (int cable = 0; cable < 40; cable++) {
            int kind = builder.type(new LinkType("kind" + random.nextInt(5), 1, 1 + random.nextInt(5)));
            builder.cable(random.nextBoolean() ? cards.node(random.nextInt(8)) : switches.node(random.nextInt(12)), switches.node(random.nextInt(12)), kind);
        }
        Network network = builder.build();
        Latencies whole = new Latencies(network);
        Pathfinder pathfinder = new Pathfinder(network, network.transit());
        for (int from = 0; from < 8; from++) {
            for (int to = 0; to < 8; to++) {
                // A group of two is looked at from its first member.
                double expected = whole.longest(new Pattern.AllToAll(List.of(new int[] {from, to}), 1));
                assertThat(pathfinder.seconds(from, to)).as("from %d to %d", from, to).isCloseTo(expected, within(1e-12));
            }
        }
    }

    @Test
    void cards_that_pass_on_are_ways_too() {
        Network ring = new Torus(List.of(9), new LinkType("ring", 1, 1)).build("ring");
        assertThat(new Pathfinder(ring, ring.transit()).seconds(1, 6)).isEqualTo(4);
    }
}
