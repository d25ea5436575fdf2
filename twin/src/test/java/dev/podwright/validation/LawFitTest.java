package dev.podwright.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.OperatorClass;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Figure;
import dev.podwright.kernel.Law;
import dev.podwright.kernel.Work;
import dev.podwright.model.Operator;
import dev.podwright.units.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LawFitTest {
    private static final Chip CHIP = Catalog.bundled().chip("h200-sxm");
    private static final Law TRUTH = new Law(0.72, 0.81, 3e-6, 4e-10, 8e-13);

    /// Products whose times follow `TRUTH` up to seeded noise; every fortieth takes three times as long.
    static List<Sample> products(Law truth, double noise, int rows) {
        Random random = new Random(11);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            double n = 64 << random.nextInt(10);
            double k = 64 << random.nextInt(10);
            Operator operator = new Operator.Gemm("g", 1, 1 << random.nextInt(15), n, k, Precision.BF16, Precision.BF16, Precision.BF16);
            Work work = Work.of(operator);
            double seconds = truth.seconds(work.flops() / CHIP.peak(Precision.BF16), work.bytes() / CHIP.need(Figure.MEMORY_BANDWIDTH),
                    work.first(), work.second());
            double odd = noise > 0 && i % 40 == 0 ? 3 : 1;
            samples.add(new Sample(operator, seconds * odd * Math.exp(noise * random.nextGaussian()), n + "x" + k, "", "table", false, "source"));
        }
        return samples;
    }

    @Test
    void exact_times_give_back_the_law_that_made_them() {
        Law law = LawFit.of(Points.of(products(TRUTH, 0, 1000), CHIP), 2);
        assertThat(law.computeEfficiency()).isCloseTo(TRUTH.computeEfficiency(), within(1e-3));
        assertThat(law.memoryEfficiency()).isCloseTo(TRUTH.memoryEfficiency(), within(1e-3));
        assertThat(law.overhead() / TRUTH.overhead()).isCloseTo(1, within(1e-2));
        assertThat(law.first() / TRUTH.first()).isCloseTo(1, within(1e-2));
        assertThat(law.second() / TRUTH.second()).isCloseTo(1, within(5e-2));
    }

    @Test
    void noise_and_odd_rows_bend_the_law_little() {
        Law law = LawFit.of(Points.of(products(TRUTH, 0.05, 2000), CHIP), 2);
        assertThat(law.computeEfficiency()).isCloseTo(TRUTH.computeEfficiency(), within(0.03));
        assertThat(law.memoryEfficiency()).isCloseTo(TRUTH.memoryEfficiency(), within(0.03));
        assertThat(law.overhead() / TRUTH.overhead()).isCloseTo(1, within(0.05));
    }

    @Test
    void the_same_rows_give_the_same_law_to_the_last_bit() {
        List<Sample> samples = products(TRUTH, 0.1, 500);
        assertThat(LawFit.of(Points.of(samples, CHIP), 2)).isEqualTo(LawFit.of(Points.of(samples, CHIP), 2));
    }

    @Test
    void held_out_errors_are_those_of_the_noise() {
        List<Sample> samples = products(TRUTH, 0.1, 3000);
        Folds folds = folds(samples);
        // The median of |exp(0.1 z) - 1| is near 0.0674.
        assertThat(folds.errors().median()).isCloseTo(0.0674, within(0.01));
        assertThat(folds.judged()).hasSameSizeAs(samples);
        assertThat(folds.judged().stream().filter(Judged::covered).count() / 3000.0).isBetween(0.87, 0.93);
    }

    private static Folds folds(List<Sample> samples) {
        return Folds.of(samples, new FoldPlan(List.of(samples)).of(samples), CHIP, OperatorClass.GEMM);
    }

    @Test
    void a_group_unlike_the_others_shows_in_the_held_out_spread() {
        List<Sample> samples = new ArrayList<>();
        for (Sample s : products(TRUTH, 0, 900)) {
            double factor = s.group().startsWith("64.0x") ? 4 : 1;
            samples.add(new Sample(s.operator(), s.seconds() * factor, s.group().startsWith("64.0x") ? "odd" : s.group(), "", "t", false, "s"));
        }
        assertThat(folds(samples).errors().spread().high()).isGreaterThan(0.5);
    }
}
