package dev.podwright.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.Dependence;
import dev.podwright.catalog.Catalog;
import dev.podwright.model.Operator;
import dev.podwright.units.Precision;
import dev.podwright.units.Spread;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DependenceFitTest {
    private static final int SHAPES = 100;
    private static final int ROWS = 200;

    @TempDir
    private Path folder;

    /// Errors of products of many row counts and shapes.
    ///
    /// @param error of the draw of a row count and the draw of the product itself
    private static List<Judged> held(DoubleBinaryOperator error) {
        Random random = new Random(7);
        List<Judged> held = new ArrayList<>();
        for (int m = 1; m <= ROWS; m++) {
            double common = random.nextGaussian();
            for (int n = 1; n <= SHAPES; n++) {
                Operator gemm = new Operator.Gemm("gemm", 1, m, 64.0 * n, 64, Precision.BF16, Precision.BF16, Precision.BF16);
                held.add(judged(new Sample(gemm, 1, "" + n, "" + n, "v", false, "s"), 0.1 * error.applyAsDouble(common, random.nextGaussian())));
            }
        }
        return held;
    }

    private static Judged judged(Sample sample, double error) {
        return new Judged(sample, error, 1, Spread.NONE);
    }

    @Test
    void errors_that_products_of_equal_rows_share_are_found() {
        assertThat(DependenceFit.correlation(held((common, own) -> common))).isCloseTo(1, within(0.02));
        assertThat(DependenceFit.correlation(held((common, own) -> own))).isCloseTo(0, within(0.02));
        assertThat(DependenceFit.correlation(held((common, own) -> 0.5 * common + Math.sqrt(0.75) * own))).isCloseTo(0.25, within(0.05));
    }

    @Test
    void without_training_steps_nothing_is_said_of_what_a_chip_has_in_common() {
        Calibration calibration = Calibration.bundled().with(new Dependence(0, 0.2, 0, 1000));
        assertThat(DependenceFit.common(calibration, new Evidence(folder), Catalog.bundled()).dependence()).isEqualTo(calibration.dependence());
    }

    @Test
    void the_measured_training_steps_say_that_errors_of_one_chip_go_together() {
        Path shared = Path.of("../../shared/evidence");
        Assumptions.assumeTrue(Files.isDirectory(shared.resolve("training")), "measured training rows are not at hand");
        Calibration calibration = Calibration.bundled().with(new Dependence(0, 0.15, 0, 1000));

        Dependence found = DependenceFit.common(calibration, new Evidence(shared), Catalog.bundled()).dependence();

        assertThat(found.common()).isBetween(0.05, 1.0);
        assertThat(found.steps()).isGreaterThan(300);
        assertThat(found.alike()).isEqualTo(0.15);
    }
}
