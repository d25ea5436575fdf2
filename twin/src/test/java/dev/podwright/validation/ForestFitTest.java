package dev.podwright.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.Forest;
import dev.podwright.calibration.OperatorClass;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForestFitTest {
    private static final ForestFit FIT = ForestFit.of(OperatorClass.GEMM);

    /// A jump beyond 128 of the first count, and noise.
    private static double truth(double[] counts) {
        return counts[0] > 128 ? 0.3 : -0.1;
    }

    private static double[][] counts(int rows) {
        Random random = new Random(5);
        double[][] counts = new double[rows][];
        for (int i = 0; i < rows; i++) {
            counts[i] = new double[] {1 + random.nextInt(256), 1 + random.nextInt(1000)};
        }
        return counts;
    }

    @Test
    void a_jump_is_found_where_it_is() {
        double[][] counts = counts(2000);
        Random noise = new Random(6);
        double[] left = new double[counts.length];
        for (int i = 0; i < left.length; i++) {
            left[i] = truth(counts[i]) + 0.05 * noise.nextGaussian() + (i % 50 == 0 ? 2 : 0);
        }
        Forest forest = FIT.fit(counts, left);
        assertThat(forest.at(new double[] {120, 500})).isCloseTo(-0.1, within(0.05));
        assertThat(forest.at(new double[] {136, 500})).isCloseTo(0.3, within(0.05));
        assertThat(forest.at(new double[] {1e9, 1e9})).isCloseTo(forest.at(new double[] {256, 1000}), within(0.05));
    }

    @Test
    void the_same_rows_give_the_same_forest() {
        double[][] counts = counts(500);
        double[] left = java.util.Arrays.stream(counts).mapToDouble(ForestFitTest::truth).toArray();
        assertThat(FIT.fit(counts, left)).isEqualTo(FIT.fit(counts, left));
    }

    @Test
    void rows_without_counts_give_no_tree() {
        assertThat(FIT.fit(new double[3][0], new double[3])).isEqualTo(Forest.NONE);
    }
}
