package dev.podwright.network.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who ends with what, and against the textbook: bytes of a port and steps of each algorithm.
class AlgorithmTest {
    private static final double ROUNDING = 1e-9;

    private static List<int[]> group(int ranks) {
        return List.of(IntStream.range(0, ranks).toArray());
    }

    private static Hierarchical levels(boolean whole, Object... fansAndAlgorithms) {
        List<Hierarchical.Stage> stages = new ArrayList<>();
        for (int i = 0; i < fansAndAlgorithms.length; i += 2) {
            stages.add(new Hierarchical.Stage((int) fansAndAlgorithms[i], (Algorithm) fansAndAlgorithms[i + 1]));
        }
        return new Hierarchical(stages, whole);
    }

    static Stream<Arguments> gatherers() {
        List<Arguments> found = new ArrayList<>();
        for (int p = 2; p <= 17; p++) {
            for (Algorithm algorithm : List.of(new Ring(), new Nhr(), new Mesh(), new HalvingDoubling())) {
                found.add(Arguments.of(algorithm, p));
            }
        }
        found.add(Arguments.of(levels(false, 4, new Mesh(), 3, new Nhr()), 12));
        found.add(Arguments.of(levels(true, 4, new Mesh(), 3, new Nhr()), 12));
        found.add(Arguments.of(levels(true, 4, new Mesh(), 2, new Ring()), 8));
        found.add(Arguments.of(levels(false, 2, new Ring(), 3, new Nhr(), 4, new HalvingDoubling()), 24));
        found.add(Arguments.of(new Pipelined(4), 12));
        found.add(Arguments.of(new Pipelined(4), 4));
        return found.stream();
    }

    @ParameterizedTest
    @MethodSource("gatherers")
    void everyRankEndsAnAllGatherWithEverything(Algorithm algorithm, int p) {
        assertThat(Movement.gather(p, algorithm instanceof Pipelined(int inside) ? inside : 1).run(algorithm.phases(Operation.ALL_GATHER, group(p))).complete()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("gatherers")
    void anAllGatherBringsEachPartToEachRankAtLeastOnceAndOnlyFoldingBringsMore(Algorithm algorithm, int p) {
        List<Phase> phases = algorithm.phases(Operation.ALL_GATHER, group(p));
        boolean folds = algorithm instanceof HalvingDoubling && Integer.bitCount(p) > 1;
        for (int rank = 0; rank < p; rank++) {
            double received = Movement.received(phases, rank);
            assertThat(received).isGreaterThanOrEqualTo((p - 1.0) / p - ROUNDING);
            if (!folds) {
                assertThat(received).isCloseTo((p - 1.0) / p, within(ROUNDING));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("gatherers")
    void aReduceScatterIsAnAllGatherRunBackwards(Algorithm algorithm, int p) {
        List<Phase> gather = algorithm.phases(Operation.ALL_GATHER, group(p));
        List<Phase> reduce = algorithm.phases(Operation.REDUCE_SCATTER, group(p));
        for (int rank = 0; rank < p; rank++) {
            assertThat(Movement.sent(reduce, rank)).isCloseTo(Movement.received(gather, rank), within(ROUNDING));
        }
        assertThat(Movement.steps(reduce)).isEqualTo(Movement.steps(gather));
    }

    static Stream<Arguments> broadcasters() {
        List<Arguments> found = new ArrayList<>();
        for (int p = 2; p <= 9; p++) {
            for (Algorithm algorithm : List.of(new Nhr(), new Mesh(), new HalvingDoubling())) {
                found.add(Arguments.of(algorithm, p));
            }
        }
        return found.stream();
    }

    @ParameterizedTest
    @MethodSource("broadcasters")
    void everyRankEndsABroadcastWithEverything(Algorithm algorithm, int p) {
        List<Phase> phases = algorithm.phases(Operation.BROADCAST, group(p));
        List<Phase> scatter = phases.stream().filter(phase -> phase.name().startsWith("scatter")).toList();
        Movement movement = Movement.broadcast(p).run(scatter);
        // What the ranks then gather are their own parts.
        Movement parts = scatter.isEmpty() ? movement : movement.keepOwn();
        assertThat(parts.run(phases.subList(scatter.size(), phases.size())).complete()).isTrue();
    }

    @Test
    void aBroadcastOverLevelsScattersInTheFirstServerAloneAndGathersInAll() {
        List<Phase> phases = levels(false, 4, new Mesh(), 3, new Nhr()).phases(Operation.BROADCAST, group(12));
        assertThat(Movement.sent(phases.subList(0, 1), 0)).isCloseTo(3.0 / 4, within(ROUNDING));
        assertThat(Movement.sent(phases.subList(0, 1), 4)).isZero();
        assertThat(Movement.sent(List.of(phases.getLast()), 7)).isCloseTo(3.0 / 4, within(ROUNDING));
        // Every rank must have received all of it, the first one's own bytes come back to it from the others.
        for (int rank = 1; rank < 12; rank++) {
            assertThat(Movement.received(phases, rank)).isGreaterThanOrEqualTo(1 - ROUNDING);
        }
        assertThat(Movement.port(phases, 12)).isCloseTo(2 * (3.0 / 4 + 2.0 / 3 / 4), within(ROUNDING));
    }


    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7, 8, 12, 16})
    void ringMeshAndNhrSendAllButOnePart(int p) {
        double parts = (p - 1.0) / p;
        int log = 32 - Integer.numberOfLeadingZeros(p - 1);
        check(new Ring(), Operation.ALL_GATHER, p, parts, p - 1);
        check(new Ring(), Operation.ALL_REDUCE, p, 2 * parts, 2 * (p - 1));
        check(new DoubleRing(), Operation.ALL_REDUCE, p, 2 * parts, 2 * (p - 1));
        check(new Mesh(), Operation.REDUCE_SCATTER, p, parts, 1);
        check(new Mesh(), Operation.ALL_REDUCE, p, 2 * parts, 2);
        check(new Mesh(), Operation.BROADCAST, p, 2 * parts, 2);
        check(new Nhr(), Operation.ALL_GATHER, p, parts, log);
        check(new Nhr(), Operation.ALL_REDUCE, p, 2 * parts, 2 * log);
        check(new Nhr(), Operation.BROADCAST, p, 2 * parts, 2 * log);
        check(new HalvingDoubling(), Operation.BROADCAST, p, log, log);
        check(new OneShot(), Operation.ALL_REDUCE, p, p - 1, 1);
        check(new Direct(), Operation.ALL_TO_ALL, p, parts, 1);
        check(new Pairwise(), Operation.ALL_TO_ALL, p, parts, p - 1);
        check(new Channels(List.of(p)), Operation.BROADCAST, p, 1, p - 1);
        check(new Ring(), Operation.BROADCAST, p, 2 * parts, 2 * (p - 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8, 16})
    void halvingAndDoublingOfAPowerOfTwoSendsAllButOnePartInLogarithmicallyManySteps(int p) {
        int log = Integer.numberOfTrailingZeros(p);
        check(new HalvingDoubling(), Operation.ALL_GATHER, p, (p - 1.0) / p, log);
        check(new HalvingDoubling(), Operation.ALL_REDUCE, p, 2 * (p - 1.0) / p, 2 * log);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 6, 7, 9, 12, 13})
    void halvingAndDoublingOfOtherNumbersFoldsFirst(int p) {
        // (2k + 2) alpha and (2 (q - 1)/q + 2) n beta.
        int q = Integer.highestOneBit(p);
        int k = Integer.numberOfTrailingZeros(q);
        check(new HalvingDoubling(), Operation.ALL_REDUCE, p, 2 * (q - 1.0) / q + 2, 2 * k + 2);
        // Between k + q - 1 and 2q - 2 parts beside n and n/p.
        List<Phase> gather = new HalvingDoubling().phases(Operation.ALL_GATHER, group(p));
        double middle = Movement.port(gather, p) - 1 - 1.0 / p;
        assertThat(middle * p).isBetween(q - 1 - ROUNDING, 2.0 * q - 2 + ROUNDING);
        assertThat(Movement.steps(gather)).isEqualTo(k + 2);
    }

    @Test
    void aHierarchyPassesAShardOfTheBufferOutwards() {
        Hierarchical two = levels(false, 8, new Mesh(), 4, new Nhr());
        List<Phase> phases = two.phases(Operation.ALL_REDUCE, group(32));
        assertThat(Movement.sent(phases.subList(0, 1), 5)).isCloseTo(7.0 / 8, within(ROUNDING));
        assertThat(Movement.sent(phases.subList(1, phases.size() - 1), 5)).isCloseTo(2 * 3.0 / 4 / 8, within(ROUNDING));
        assertThat(Movement.port(phases, 32)).isCloseTo(2 * 31.0 / 32, within(ROUNDING));
        assertThat(Movement.steps(phases)).isEqualTo(2 + 4);
        Hierarchical three = levels(false, 2, new Ring(), 3, new Nhr(), 4, new HalvingDoubling());
        assertThat(Movement.port(three.phases(Operation.ALL_REDUCE, group(24)), 24)).isCloseTo(2 * 23.0 / 24, within(ROUNDING));
    }

    @Test
    void aWholeGatherSendsTheServersPartOverEveryPort() {
        List<Phase> phases = levels(true, 8, new Mesh(), 4, new Ring()).phases(Operation.ALL_GATHER, group(32));
        assertThat(Movement.sent(phases.subList(0, 1), 0)).isCloseTo(7.0 / 32, within(ROUNDING));
        assertThat(Movement.sent(phases.subList(1, 2), 0)).isCloseTo(3.0 / 4, within(ROUNDING));
    }

    @Test
    void aPipelineSpreadsWhatCameInWhileTheNextComes() {
        // (p2 - 1) max(s b2/p + a2, s b1/p + a1) + s b1/p + a1.
        List<Phase> phases = new Pipelined(8).phases(Operation.ALL_GATHER, group(32));
        assertThat(phases).hasSize(2);
        assertThat(phases.getFirst().times()).isEqualTo(3);
        assertThat(Movement.sent(phases.subList(0, 1), 9)).isCloseTo(3 * (7.0 + 1) / 32, within(ROUNDING));
        assertThat(Movement.sent(phases.subList(1, 2), 9)).isCloseTo(7.0 / 32, within(ROUNDING));
    }

    private static void check(Algorithm algorithm, Operation operation, int p, double bytes, int steps) {
        List<Phase> phases = algorithm.phases(operation, group(p));
        assertThat(Movement.port(phases, p)).as("%s %s %d", algorithm, operation, p).isCloseTo(bytes, within(ROUNDING));
        assertThat(Movement.steps(phases)).as("%s %s %d", algorithm, operation, p).isEqualTo(steps);
        double sent = IntStream.range(0, p).mapToDouble(r -> Movement.sent(phases, r)).sum();
        double received = IntStream.range(0, p).mapToDouble(r -> Movement.received(phases, r)).sum();
        assertThat(sent).isCloseTo(received, within(ROUNDING));
    }

    @Test
    void whatAnAlgorithmCannotDoItRefuses() {
        assertThatThrownBy(() -> new Ring().phases(Operation.ALL_TO_ALL, group(4))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("ALL_TO_ALL");
        assertThatThrownBy(() -> levels(false, 4, new Mesh()).phases(Operation.ALL_REDUCE, group(6))).hasMessageContaining("do not make a group of 6");
    }

    @Test
    void allSiblingsWorkAtOnce() {
        List<int[]> siblings = List.of(new int[] {0, 2, 4}, new int[] {1, 3, 5});
        for (Algorithm algorithm : List.of(new Ring(), new Nhr(), new Mesh(), new HalvingDoubling(), new DoubleRing())) {
            List<Phase> phases = algorithm.phases(Operation.ALL_REDUCE, siblings);
            assertThat(Movement.sent(phases, 4)).isEqualTo(Movement.sent(phases, 5));
            phases.forEach(p -> Movement.messages(p.pattern()).forEach(m -> assertThat(m[0] % 2).isEqualTo(m[1] % 2)));
        }
    }
}
