package dev.podwright.network.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferTest {

    private static Routes routes(int[]... flows) {
        Routes routes = new Routes(flows.length, 2);
        for (int[] flow : flows) {
            Arrays.stream(flow).forEach(routes::use);
            routes.end();
        }
        return routes;
    }

    private record Case(double[] capacity, Routes routes, int[][] links) {
        static Case drawn(long seed) {
            Random random = new Random(seed);
            double[] capacity = random.doubles(5 + random.nextInt(30), 1, 10).toArray();
            int[][] links = new int[1 + random.nextInt(80)][];
            for (int f = 0; f < links.length; f++) {
                links[f] = random.ints(1 + random.nextInt(4), 0, capacity.length).distinct().toArray();
            }
            return new Case(capacity, TransferTest.routes(links), links);
        }
    }

    @Test
    void three_flows_on_two_links_share_as_in_the_textbook() {
        // One flow over both links of 10 and 4, one on each: the narrow link gives 2 each, the wide one what is left.
        assertThat(Transfer.rates(new double[] {10, 4}, routes(new int[] {0, 1}, new int[] {0}, new int[] {1}))).containsExactly(2, 8, 2);
    }

    @Test
    void a_split_flow_takes_its_share_of_each_way() {
        Routes routes = new Routes(2, 2);
        routes.use(0, 0.5);
        routes.use(1, 0.5);
        routes.end();
        routes.use(1);
        routes.end();
        // Link 1 is full when x/2 + x = 6: both at 4; the other way is half used then.
        assertThat(Transfer.rates(new double[] {6, 6}, routes)).containsExactly(4, 4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void no_link_is_overfull_and_each_flow_is_held_back_by_a_full_link_where_none_is_faster(long seed) {
        Case drawn = Case.drawn(seed);
        double[] rates = Transfer.rates(drawn.capacity, drawn.routes);
        double[] load = new double[drawn.capacity.length];
        double[] fastest = new double[drawn.capacity.length];
        for (int f = 0; f < rates.length; f++) {
            for (int link : drawn.links[f]) {
                load[link] += rates[f];
                fastest[link] = Math.max(fastest[link], rates[f]);
            }
        }
        for (int l = 0; l < load.length; l++) {
            assertThat(load[l]).isLessThanOrEqualTo(drawn.capacity[l] * (1 + 1e-9));
        }
        for (int f = 0; f < rates.length; f++) {
            double rate = rates[f];
            assertThat(Arrays.stream(drawn.links[f]).anyMatch(l -> load[l] >= drawn.capacity[l] * (1 - 1e-6) && fastest[l] <= rate * (1 + 1e-6)))
                    .as("flow %d of seed %d at %s", f, seed, rate).isTrue();
        }
    }

    @Test
    void what_an_ended_flow_leaves_goes_to_the_others() {
        // Two flows on a link of 10: 5 each until the short one ends at 2; the long one has 90 of 100 left, at 10: 11 in all.
        double[] ends = new Transfer(new double[] {10}, routes(new int[] {0}, new int[] {0}), new double[] {10, 100}, null, 0).ends();
        assertThat(ends).containsExactly(2, 11);
    }

    @Test
    void a_flow_that_begins_later_takes_its_part_from_then_on() {
        // Alone until 4 (40 of 100 done), half each until the second has its 10 at 6 (10 more), alone again: 50 left take 5.
        double[] ends = new Transfer(new double[] {10}, routes(new int[] {0}, new int[] {0}), new double[] {100, 10}, new double[] {0, 4}, 0).ends();
        assertThat(ends).containsExactly(new double[] {11, 6}, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void with_a_tolerance_times_are_within_it(long seed) {
        Case drawn = Case.drawn(seed);
        double[] bytes = new Random(seed).doubles(drawn.links.length, 1, 100).toArray();
        double[] exact = new Transfer(drawn.capacity, drawn.routes, bytes, null, 0).ends();
        double[] near = new Transfer(drawn.capacity, drawn.routes, bytes, null, 0.02).ends();
        for (int f = 0; f < exact.length; f++) {
            assertThat(near[f]).isCloseTo(exact[f], within(0.03 * exact[f]));
        }
    }
}
