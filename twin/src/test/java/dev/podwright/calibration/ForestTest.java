package dev.podwright.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForestTest {
    private static final double ROUNDING = 1e-12;

    /// "Is the first count above 4?", then "is the second above 1?".
    private static final Forest TREE = new Forest(2, new int[] {0, 1}, new int[] {2 * Forest.CUTS_PER_OCTAVE, 0}, new int[] {1, 2, 3, 4});

    @Test
    void the_first_answer_is_the_highest_digit_of_the_leaf() {
        assertThat(TREE.at(new double[] {4, 1})).isCloseTo(Forest.UNIT, within(ROUNDING));
        assertThat(TREE.at(new double[] {4, 1.1})).isCloseTo(2 * Forest.UNIT, within(ROUNDING));
        assertThat(TREE.at(new double[] {5, 1})).isCloseTo(3 * Forest.UNIT, within(ROUNDING));
        assertThat(TREE.at(new double[] {1e30, 1e30})).isCloseTo(4 * Forest.UNIT, within(ROUNDING));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void what_is_written_is_read_back(long seed) {
        Random random = new Random(seed);
        int depth = 1 + random.nextInt(6);
        int trees = 1 + random.nextInt(80);
        Forest forest = new Forest(depth, random.ints(trees * depth, 0, 20).toArray(),
                random.ints(trees * depth, -5000, 25_000).toArray(), random.ints(trees << depth, -80, 80).toArray());
        Forest.Trees read = ForestText.read(ForestText.of(forest));
        assertThat(new Forest(read.depth(), read.traits(), read.cuts(), read.leaves())).isEqualTo(forest);
    }

    /// Question after question, as the definition says.
    private static double asked(Forest.Trees forest, double[] counts) {
        int sum = 0;
        for (int tree = 0; tree < forest.traits().length / forest.depth(); tree++) {
            int leaf = 0;
            for (int level = 0; level < forest.depth(); level++) {
                int question = tree * forest.depth() + level;
                leaf = 2 * leaf + (counts[forest.traits()[question]] > Forest.bound(forest.cuts()[question]) ? 1 : 0);
            }
            sum += forest.leaves()[(tree << forest.depth()) + leaf];
        }
        return Forest.UNIT * sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void all_answers_at_once_are_the_answers_one_by_one(int depth) {
        Random random = new Random(depth);
        Forest forest = new Forest(depth, random.ints(37 * depth, 0, 9).toArray(), random.ints(37 * depth, -600, 9000).toArray(),
                random.ints(37 << depth, -80, 80).toArray());
        for (int i = 0; i < 200; i++) {
            double[] counts = random.doubles(9, -1, 18).map(x -> Math.pow(2, x)).toArray();
            assertThat(forest.at(counts)).isEqualTo(asked(forest.trees(), counts));
        }
    }

    @Test
    void no_tree_is_no_text() {
        assertThat(ForestText.of(Forest.NONE)).isEmpty();
        assertThat(Forest.NONE.at(new double[0])).isZero();
    }

    @Test
    void leaves_that_do_not_fit_the_questions_are_refused() {
        assertThatThrownBy(() -> new Forest(2, new int[] {0, 1}, new int[] {0, 1}, new int[3])).hasMessageContaining("depth 2");
    }
}
