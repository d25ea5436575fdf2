package dev.podwright.network.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Algorithms that know servers, switches that sum or tori.
class ServerAlgorithmsTest {
    private static final double ROUNDING = 1e-9;

    private static List<int[]> group(int ranks) {
        return List.of(IntStream.range(0, ranks).toArray());
    }

    private static List<double[]> messages(Algorithm algorithm, Operation operation, int ranks) {
        return Movement.messages(algorithm.phases(operation, group(ranks)).getFirst().pattern());
    }

    @ParameterizedTest
    @CsvSource({"8,2", "8,4", "8,5", "4,3", "2,6", "3,4"})
    void everyChannelIsOneRingOfAllRanksAndNoTwoLeaveAServerByTheSameCard(int inside, int servers) {
        int p = inside * servers;
        Channels channels = new Channels(List.of(inside, servers));
        Map<String, Integer> leaving = new HashMap<>();
        for (int channel = 0; channel < inside; channel++) {
            List<Integer> order = channels.order(p, channel);
            assertThat(order).hasSize(p).doesNotHaveDuplicates();
            for (int i = 0; i < p; i++) {
                int from = order.get(i);
                int to = order.get((i + 1) % p);
                if (from / inside != to / inside) {
                    leaving.merge("from " + from, 1, Integer::sum);
                    leaving.merge("to " + to, 1, Integer::sum);
                }
            }
        }
        assertThat(leaving).hasSize(2 * p);
        assertThat(leaving.values()).allMatch(n -> n == 1);
    }

    @Test
    void withAnEvenNumberOfServersARingStaysOnItsRail() {
        messages(new Channels(List.of(8, 4)), Operation.ALL_GATHER, 32).stream().filter(m -> (int) m[0] / 8 != (int) m[1] / 8)
                .forEach(m -> assertThat(m[0] % 8).isEqualTo(m[1] % 8));
    }

    @Test
    void channelsAlsoSpreadOverTheBlocksInsideAServer() {
        Channels channels = new Channels(List.of(2, 4, 2));
        for (int channel = 0; channel < 8; channel++) {
            List<Integer> order = channels.order(16, channel);
            long crossings = IntStream.range(0, 16).filter(i -> order.get(i) / 2 != order.get((i + 1) % 16) / 2).count();
            assertThat(order).doesNotHaveDuplicates();
            assertThat(crossings).isEqualTo(8);
        }
    }

    @ParameterizedTest
    @CsvSource({"8,2", "8,5", "4,4"})
    void allChannelsTogetherPassAllButOnePartThroughEachRank(int inside, int servers) {
        int p = inside * servers;
        List<Phase> phases = new Channels(List.of(inside, servers)).phases(Operation.ALL_REDUCE, group(p));
        for (int rank = 0; rank < p; rank++) {
            assertThat(Movement.sent(phases, rank)).isCloseTo(2 * (p - 1.0) / p, within(ROUNDING));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 7, 8, 12, 16, 33})
    void bothTreesSpanAllServersAndNoneIsAnInnerNodeOfBoth(int m) {
        Map<Integer, List<Integer>> children = new HashMap<>();
        Map<Integer, Integer> depth = new HashMap<>();
        depth.put(0, 0);
        List<Integer> open = new ArrayList<>(IntStream.range(1, m).boxed().toList());
        while (!open.isEmpty()) {
            int before = open.size();
            open.removeIf(r -> depth.containsKey(Trees.above(r, m)) && depth.put(r, depth.get(Trees.above(r, m)) + 1) == null);
            assertThat(open.size()).isLessThan(before);
        }
        for (int rank = 1; rank < m; rank++) {
            children.computeIfAbsent(Trees.above(rank, m), _ -> new ArrayList<>()).add(rank);
        }
        assertThat(children.values()).allMatch(c -> c.size() <= 2);
        assertThat(depth.values()).allMatch(d -> d <= 32 - Integer.numberOfLeadingZeros(m - 1));
        // Odd ranks are leaves of the first tree; the second one makes them its inner nodes.
        assertThat(children.keySet()).allMatch(r -> r % 2 == 0);
        Messages messages = new Messages(4 * m);
        Trees.add(messages, IntStream.range(0, m).toArray(), 1);
        List<Phase> phases = List.of(new Phase("trees", messages.pattern(), 1));
        for (int rank = 0; rank < m; rank++) {
            assertThat(Movement.sent(phases, rank)).isLessThanOrEqualTo(2 + ROUNDING);
        }
        double sum = IntStream.range(0, m).mapToDouble(r -> Movement.sent(phases, r)).sum();
        assertThat(sum).isCloseTo(2.0 * (m - 1), within(ROUNDING));
    }

    @Test
    void aTreePassesTwiceTheBufferThroughTheNicsOfAServerTogether() {
        List<double[]> between = messages(new Tree(8), Operation.ALL_REDUCE, 64).stream().filter(m -> (int) m[0] / 8 != (int) m[1] / 8).toList();
        for (int server = 1; server < 7; server++) {
            int at = server;
            assertThat(between.stream().filter(m -> (int) m[0] / 8 == at).mapToDouble(m -> m[2]).sum()).isBetween(1.5 - ROUNDING, 2 + ROUNDING);
        }
        // Each card of a server is the head of one chain.
        assertThat(between.stream().map(m -> (int) m[0]).distinct()).hasSize(64);
    }

    @Test
    void aSwitchThatSumsTakesEachBufferOnceAndGivesTheSumOnce() {
        List<Phase> phases = new InSwitch(List.of(new int[] {8, 9})).phases(Operation.ALL_REDUCE, group(8));
        for (int rank = 0; rank < 8; rank++) {
            assertThat(Movement.sent(phases, rank)).isCloseTo(9.0 / 8, within(ROUNDING));
            assertThat(Movement.received(phases, rank)).isCloseTo(9.0 / 8, within(ROUNDING));
        }
        assertThat(Movement.sent(phases, 8)).isCloseTo(8 * 9.0 / 8 / 2, within(ROUNDING));
    }

    @Test
    void summedServersAreJoinedByTreesOfTheirShards() {
        List<Phase> phases = new InSwitchTree(4, List.of(new int[] {8}, new int[] {9})).phases(Operation.ALL_REDUCE, group(8));
        assertThat(Movement.sent(phases, 5)).isCloseTo(5.0 / 4 + 1.0 / 4, within(ROUNDING));
        assertThat(phases.getFirst().hops()).isEqualTo(3);
    }

    @Test
    void railsCarryWhatLeavesTheServerOnceAndTheSwitchHandsItOver() {
        List<double[]> messages = messages(new Railed(8), Operation.ALL_TO_ALL, 32);
        double nic = messages.stream().filter(m -> m[0] == 3 && m[1] >= 8).mapToDouble(m -> m[2]).sum();
        double inside = messages.stream().filter(m -> m[0] == 3 && m[1] < 8).mapToDouble(m -> m[2]).sum();
        // n (p - g)/p over the NIC; NVSwitch adds n (p - g)/p (g - 1)/g to what stays inside.
        assertThat(nic).isCloseTo(24.0 / 32, within(ROUNDING));
        assertThat(inside).isCloseTo(7.0 / 32 + 24.0 / 32 * 7 / 8, within(ROUNDING));
        messages.stream().filter(m -> (int) m[0] / 8 != (int) m[1] / 8).forEach(m -> assertThat(m[0] % 8).isEqualTo(m[1] % 8));
    }

    @ParameterizedTest
    @CsvSource({"4,2,1", "4,2,3", "8,4,8"})
    void aTokenEntersEachServerAndEachRankThatNeedsItOnce(int inside, int servers, int topk) {
        int p = inside * servers;
        List<double[]> messages = messages(new ExpertTwoPhase(inside, topk), Operation.DISPATCH, p);
        double between = messages.stream().filter(m -> m[0] == 0 && m[1] >= inside).mapToDouble(m -> m[2]).sum();
        double within = messages.stream().filter(m -> m[0] == 0 && m[1] < inside).mapToDouble(m -> m[2]).sum();
        double server = (servers - 1) * (1 - Math.pow(1 - 1.0 / servers, topk));
        double rank = (p - servers) * (1 - Math.pow(1 - 1.0 / p, topk));
        assertThat(between).isCloseTo(server, within(ROUNDING));
        assertThat(within).isCloseTo(rank, within(ROUNDING));
    }

    @Test
    void twoPhaseCountsAgreeWithTokensDrawnAtRandom() {
        int inside = 4;
        int servers = 3;
        int topk = 4;
        Random random = new Random(1);
        int tokens = 200_000;
        double between = 0;
        double handed = 0;
        for (int t = 0; t < tokens; t++) {
            boolean[] needs = new boolean[inside * servers];
            for (int k = 0; k < topk; k++) {
                needs[random.nextInt(needs.length)] = true;
            }
            for (int server = 0; server < servers; server++) {
                boolean any = false;
                for (int place = 0; place < inside; place++) {
                    any |= needs[server * inside + place];
                    // The token of rank 0 arrives at place 0 of each server.
                    handed += place > 0 && needs[server * inside + place] ? 1 : 0;
                }
                between += server > 0 && any ? 1 : 0;
            }
        }
        List<double[]> messages = messages(new ExpertTwoPhase(inside, topk), Operation.DISPATCH, inside * servers);
        assertThat(messages.stream().filter(m -> m[0] == 0 && m[1] >= inside).mapToDouble(m -> m[2]).sum()).isCloseTo(between / tokens, within(0.01));
        assertThat(messages.stream().filter(m -> m[0] == 0 && m[1] < inside).mapToDouble(m -> m[2]).sum()).isCloseTo(handed / tokens, within(0.01));
    }

    @Test
    void ringsOfATorusWithEqualDimensionsUseAllLinksAllTheTime() {
        List<Phase> phases = new TorusRings(List.of(4, 4, 4)).phases(Operation.ALL_REDUCE, group(64));
        for (Phase phase : phases) {
            Map<Double, Long> amounts = new HashMap<>();
            Movement.messages(phase.pattern()).forEach(m -> amounts.merge((double) Math.round(m[2] * 1e12), 1L, Long::sum));
            // 64 cards, six links each, alike.
            assertThat(amounts).hasSize(1).containsValue(64L * 6);
        }
        for (int rank = 0; rank < 64; rank++) {
            assertThat(Movement.received(phases, rank)).isCloseTo(2 * 63.0 / 64, within(ROUNDING));
        }
    }

    @Test
    void ringsOfAnyTorusBringEachPartToEachRankOnce() {
        List<Phase> phases = new TorusRings(List.of(2, 5, 3)).phases(Operation.ALL_GATHER, group(30));
        for (int rank = 0; rank < 30; rank++) {
            assertThat(Movement.received(phases, rank)).isCloseTo(29.0 / 30, within(ROUNDING));
        }
    }
}
