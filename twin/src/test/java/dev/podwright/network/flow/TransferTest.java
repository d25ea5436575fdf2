package dev.podwright.network.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
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

        /// Random pairs on 12 leaves of 8 cards and 8 spines, a spine drawn for each.
        static Case pod(long seed, int flows) {
            Random random = new Random(seed);
            double[] capacity = new double[4 * 96];
            Arrays.fill(capacity, 10);
            int[][] links = new int[flows][];
            for (int f = 0; f < flows; f++) {
                int from = random.nextInt(96);
                int to = random.nextInt(96);
                int spine = random.nextInt(8);
                links[f] = from / 8 == to / 8 ? new int[] {from, 96 + to}
                        : new int[] {from, 192 + from / 8 * 8 + spine, 288 + to / 8 * 8 + spine, 96 + to};
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

    @Test
    void a_flow_takes_no_bandwidth_while_its_first_byte_is_on_the_way() {
        // The second has the link of 10 for itself until 3, then both share: it needs 5 bytes/s for the 10 it has left, until 5.
        double[] ends = new Transfer(new double[] {10}, routes(new int[] {0}, new int[] {0}), new double[] {100, 40}, null, new double[] {3, 0}, 0).ends();
        assertThat(ends).containsExactly(new double[] {14, 5}, within(1e-9));
    }

    @Test
    void a_flow_that_uses_no_link_ends_when_its_latency_is_over() {
        assertThat(new Transfer(new double[0], routes(new int[0]), new double[] {100}, null, new double[] {3}, 0).ends()).containsExactly(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void with_a_tolerance_ends_are_within_it(long seed) {
        Case drawn = Case.drawn(seed);
        double[] bytes = new Random(seed).doubles(drawn.links.length, 1, 100).toArray();
        double[] exact = new Transfer(drawn.capacity, drawn.routes, bytes, null, 0).ends();
        for (double tolerance : new double[] {0.001, 0.01, 0.1}) {
            double[] near = new Transfer(drawn.capacity, drawn.routes, bytes, null, tolerance).ends();
            for (int f = 0; f < exact.length; f++) {
                assertThat(near[f]).isCloseTo(exact[f], within(tolerance * exact[f]));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void on_a_pod_of_leaves_and_spines_ends_are_within_the_tolerance_too(long seed) {
        Case pod = Case.pod(seed, 1500);
        double[] bytes = new Random(seed).doubles(1500, 1, 100).toArray();
        double[] exact = new Transfer(pod.capacity, pod.routes, bytes, null, 0).ends();
        double[] near = new Transfer(pod.capacity, pod.routes, bytes, null, 0.01).ends();
        for (int f = 0; f < exact.length; f++) {
            assertThat(near[f]).isCloseTo(exact[f], within(0.01 * exact[f]));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void the_order_in_which_flows_are_listed_changes_nothing(long seed) {
        Case drawn = Case.drawn(seed);
        double[] bytes = new Random(seed).doubles(drawn.links.length, 1, 100).toArray();
        double[] starts = new Random(-seed).doubles(drawn.links.length, 0, 20).toArray();
        double[] ends = new Transfer(drawn.capacity, drawn.routes, bytes, starts, 0).ends();
        List<Integer> order = new ArrayList<>(IntStream.range(0, bytes.length).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        double[] otherwise = new Transfer(drawn.capacity, routes(order.stream().map(f -> drawn.links[f]).toArray(int[][]::new)),
                order.stream().mapToDouble(f -> bytes[f]).toArray(), order.stream().mapToDouble(f -> starts[f]).toArray(), 0).ends();
        for (int i = 0; i < otherwise.length; i++) {
            assertThat(otherwise[i]).isCloseTo(ends[order.get(i)], within(1e-9 * ends[order.get(i)]));
        }
    }

    @Test
    void a_flow_over_a_link_that_is_down_is_named() {
        Transfer transfer = new Transfer(new double[] {10, 0}, routes(new int[] {0}, new int[] {0, 1}), new double[] {1, 1}, null, 0);
        assertThatIllegalStateException().isThrownBy(transfer::ends).withMessageContaining("Flow 1 has no bandwidth");
    }

    @Test
    void sizes_starts_and_tolerances_that_make_no_sense_are_named() {
        Routes one = routes(new int[] {0});
        double[] capacity = {1};
        assertThatIllegalArgumentException().isThrownBy(() -> new Transfer(capacity, one, new double[] {1, 2}, null, 0)).withMessageContaining("2 sizes for 1 flows");
        assertThatIllegalArgumentException().isThrownBy(() -> new Transfer(capacity, one, new double[] {-1}, null, 0)).withMessageContaining("The size of flow 0 is -1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Transfer(capacity, one, new double[] {1}, new double[] {Double.NaN}, 0))
                .withMessageContaining("The start of flow 0 is NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> new Transfer(capacity, one, new double[] {1}, null, -0.1)).withMessageContaining("-0.1");
    }
}
