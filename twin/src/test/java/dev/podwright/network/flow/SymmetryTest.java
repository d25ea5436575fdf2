package dev.podwright.network.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetryTest {
    private static final int LEAVES = 6;
    private static final int CARDS = 8;
    private static final int SPINES = 4;

    /// Every card sends to those so many places on; traffic between leaves is split over all spines. Links: cards out, cards in, leaves up, leaves down.
    private static Routes shifted(int... shifts) {
        Routes routes = new Routes(1, 1);
        int cards = LEAVES * CARDS;
        for (int shift : shifts) {
            for (int from = 0; from < cards; from++) {
                send(routes, from, (from + shift) % cards);
            }
        }
        return routes;
    }

    private static void send(Routes routes, int from, int to) {
        int cards = LEAVES * CARDS;
        routes.use(from);
        routes.use(cards + to);
        if (from / CARDS != to / CARDS) {
            for (int s = 0; s < SPINES; s++) {
                routes.use(2 * cards + from / CARDS * SPINES + s, 1.0 / SPINES);
                routes.use(2 * cards + (LEAVES + to / CARDS) * SPINES + s, 1.0 / SPINES);
            }
        }
        routes.end();
    }

    private static double[] capacity() {
        double[] capacity = new double[2 * LEAVES * CARDS + 2 * LEAVES * SPINES];
        Arrays.fill(capacity, 10);
        Arrays.fill(capacity, 2 * LEAVES * CARDS, capacity.length, 7);
        return capacity;
    }

    private static double[] sizes(int... ofShifts) {
        return Arrays.stream(ofShifts).asDoubleStream().flatMap(b -> IntStream.range(0, LEAVES * CARDS).mapToDouble(_ -> b)).toArray();
    }

    @Test
    void cards_that_all_do_the_same_are_one_class() {
        Routes routes = shifted(CARDS, 2 * CARDS, 2 * CARDS);
        double[] bytes = sizes(30, 50, 50);
        Symmetry symmetry = Symmetry.of(capacity(), routes, bytes).orElseThrow();
        assertThat(symmetry.classes()).isEqualTo(2);
        assertThat(symmetry.ofFlows(symmetry.ofClasses(bytes))).containsExactly(bytes);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void classes_end_when_their_members_do(long seed) {
        Random random = new Random(seed);
        int[] shifts = random.ints(6, 1, LEAVES * CARDS).toArray();
        Routes routes = shifted(shifts);
        double[] bytes = sizes(random.ints(6, 1, 4).toArray());
        double[] starts = sizes(random.ints(6, 0, 3).toArray());
        double[] capacity = capacity();
        if (seed % 2 == 0) {
            // One slow link breaks much of the symmetry, not all.
            capacity[3] = 2;
        }
        double[] singly = new Transfer(capacity, routes, bytes, starts, 0).singly();
        double[] ends = new Transfer(capacity, routes, bytes, starts, 0).ends();
        for (int f = 0; f < singly.length; f++) {
            assertThat(ends[f]).isCloseTo(singly[f], within(1e-9 * singly[f]));
        }
        Symmetry.of(capacity, routes, bytes, starts).ifPresent(s -> {
            double[] quotient = new Transfer(s.capacity(), s.routes(), s.ofClasses(bytes), s.ofClasses(starts), 0).singly();
            double[] each = s.ofFlows(quotient);
            for (int f = 0; f < singly.length; f++) {
                assertThat(each[f]).isCloseTo(singly[f], within(1e-9 * singly[f]));
            }
        });
    }

    @Test
    void flows_of_different_sizes_are_not_worth_classes() {
        Routes routes = shifted(CARDS);
        assertThat(Symmetry.of(capacity(), routes, new Random(1).doubles(routes.flows()).toArray())).isEmpty();
    }

    @Test
    void what_one_asymmetric_flow_changes_is_told_apart() {
        Routes routes = shifted(CARDS, 2 * CARDS);
        send(routes, 0, 3 * CARDS);
        double[] bytes = Arrays.copyOf(sizes(5, 5), routes.flows());
        bytes[routes.flows() - 1] = 5;
        double[] ends = new Transfer(capacity(), routes, bytes, null, 0).ends();
        double[] singly = new Transfer(capacity(), routes, bytes, null, 0).singly();
        for (int f = 0; f < ends.length; f++) {
            assertThat(ends[f]).isCloseTo(singly[f], within(1e-9 * singly[f]));
        }
        assertThat(ends[0]).isGreaterThan(ends[4 * CARDS]);
    }

    @Test
    void several_threads_find_what_one_finds() {
        double[] sizes = new Random(3).doubles(6 * LEAVES * CARDS, 1, 100).toArray();
        Transfer transfer = new Transfer(capacity(), shifted(1, 5, 8, 13, 21, 34), sizes, null, 0.01);
        double[] one = transfer.ends();
        assertThat(IntStream.range(0, 8).parallel().mapToObj(_ -> transfer.ends())).allSatisfy(ends -> assertThat(ends).containsExactly(one));
    }

    @Test
    void links_that_split_flows_always_use_together_become_one_though_no_two_flows_are_alike() {
        int spines = 32;
        int cards = LEAVES * CARDS;
        Random random = new Random(5);
        Routes routes = new Routes(1, 1);
        double[] bytes = random.doubles(400, 1, 100).toArray();
        for (int f = 0; f < bytes.length; f++) {
            int from = random.nextInt(cards);
            int to = (from + CARDS * (1 + random.nextInt(LEAVES - 1))) % cards;
            routes.use(from);
            routes.use(cards + to);
            for (int s = 0; s < spines; s++) {
                routes.use(2 * cards + from / CARDS * spines + s, 1.0 / spines);
                routes.use(2 * cards + (LEAVES + to / CARDS) * spines + s, 1.0 / spines);
            }
            routes.end();
        }
        double[] capacity = new double[2 * cards + 2 * LEAVES * spines];
        Arrays.fill(capacity, 10);
        Arrays.fill(capacity, 2 * cards, capacity.length, 1);
        assertThat(Symmetry.of(capacity, routes, bytes).orElseThrow().routes().entries()).isEqualTo(4 * bytes.length);
        Transfer transfer = new Transfer(capacity, routes, bytes, null, 0);
        assertThat(transfer.ends()).containsExactly(transfer.singly(), within(1e-9));
    }
}
