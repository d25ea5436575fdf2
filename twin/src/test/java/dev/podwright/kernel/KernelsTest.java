package dev.podwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.KernelFit;
import dev.podwright.calibration.OperatorClass;
import dev.podwright.calibration.Residual;
import dev.podwright.calibration.Term;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Figure;
import dev.podwright.document.InputException;
import dev.podwright.model.Operator;
import dev.podwright.units.Bound;
import dev.podwright.units.Cost;
import dev.podwright.units.Precision;
import dev.podwright.units.Spread;
import dev.podwright.units.Tie;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelsTest {
    private static final Catalog CATALOG = Catalog.bundled();
    private static final String[] MEASURED =
            {"a100-sxm-80", "h100-sxm", "h200-sxm", "h20-96", "h800-sxm", "b200-sxm", "gb200", "ascend-910b2", "ascend-910c-die"};

    /// Libraries change kernels on the way: measured times dip by this much where the next one takes over.
    private static final double MEASURED_DIP = 0.85;

    private static Kernels kernels(String chip) {
        List<Chip> chips = java.util.Arrays.stream(MEASURED).map(CATALOG::chip).toList();
        return Kernels.of(CATALOG.chip(chip), chips, Calibration.bundled());
    }

    private static Operator.Gemm gemm(double m, double n, double k, Precision precision) {
        return new Operator.Gemm("gemm", 1, m, n, k, precision, precision, Precision.BF16);
    }

    @Test
    void a_product_is_priced_as_worked_by_hand() {
        Chip chip = CATALOG.chip("h200-sxm");
        KernelFit fit = new KernelFit("h200-sxm", OperatorClass.GEMM, Precision.BF16, Precision.BF16, 0.5, 0.5, 3e-6,
                Map.of(Term.DEPTH, 1e-9, Term.OPERAND, 1e-12), 100, 10, "weight shape", 0.1, 0.3, new Spread(-0.2, 0.3), "k", false, "s", true, Residual.NONE, Residual.NONE);
        Kernels kernels = Kernels.of(chip, List.of(chip), new Calibration("undated", "", List.of(fit), List.of(), List.of()));
        Cost cost = kernels.price(gemm(1024, 4096, 2048, Precision.BF16));
        double compute = 2.0 * 1024 * 4096 * 2048 / chip.peak(Precision.BF16) / 0.5;
        double memory = 2.0 * (4096 * 2048 + 1024 * 2048 + 1024 * 4096) / chip.need(Figure.MEMORY_BANDWIDTH) / 0.5;
        double expected = 3e-6 + 2048e-9 + 1024 * 2048 * 1e-12 + Math.hypot(compute, memory);
        assertThat(cost.seconds()).isCloseTo(expected, within(1e-12));
        assertThat(cost.ideal()).isCloseTo(compute / 2, within(1e-12));
        assertThat(cost.bound()).isEqualTo(Bound.COMPUTE);
        assertThat(cost.spread().tied(Tie.SOURCE)).isEqualTo(new Spread(-0.2, 0.3));
        assertThat(cost.why()).contains("100 rows").contains("h200-sxm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a100-sxm-80", "h100-sxm", "h200-sxm", "h20-96", "h800-sxm", "b200-sxm", "gb200", "ascend-910b2",
        "ascend-910c-die"})
    void no_prediction_beats_the_peak_or_the_bandwidth(String id) {
        Chip chip = CATALOG.chip(id);
        Kernels kernels = kernels(id);
        for (Precision compute : chip.peaks().keySet()) {
            for (Operator operator : new Shapes(compute.ordinal(), compute).many(60)) {
                Cost cost = kernels.price(operator);
                assertThat(cost.seconds()).as("%s on %s", operator, id)
                        .isGreaterThanOrEqualTo(operator.bytes() / chip.need(Figure.MEMORY_BANDWIDTH))
                        .isGreaterThanOrEqualTo(cost.ideal())
                        .isEqualTo(kernels.seconds(operator));
                if (!(operator instanceof Operator.Stream)) {
                    Precision limit = Formats.limit(Work.of(operator).kind(), Formats.storage(operator), compute, chip);
                    assertThat(cost.seconds()).as("%s on %s", operator, id).isGreaterThanOrEqualTo(operator.flops() / chip.peak(limit));
                }
                assertThat(cost.interval().low()).isPositive();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h200-sxm", "b200-sxm", "ascend-910c-die", "ascend-910b2"})
    void more_work_never_takes_much_less_time(String id) {
        Kernels kernels = kernels(id);
        Precision p = Precision.BF16;
        rises(kernels, m -> gemm(m, 4096, 4096, p));
        rises(kernels, n -> gemm(64, n, 4096, p));
        rises(kernels, k -> gemm(64, 4096, k, p));
        rises(kernels, c -> new Operator.DecodeAttention("d", 16, 1, c, 32, 8, 128, 128, p, p));
        rises(kernels, b -> new Operator.DecodeAttention("d", b, 1, 2000, 32, 8, 128, 128, p, p));
        rises(kernels, c -> new Operator.LatentDecode("l", 16, 1, c, 128, 512, 64, p, p));
        rises(kernels, t -> new Operator.PrefillAttention("p", 1, t, t, 32, 8, 128, 128, 0, p, p));
        rises(kernels, t -> new Operator.PrefillAttention("p", 1, t, t, 32, 8, 128, 128, 1024, p, p));
        rises(kernels, c -> new Operator.PrefillAttention("p", 1, 1, c, 32, 8, 128, 128, 0, p, p));
        rises(kernels, b -> new Operator.PrefillAttention("p", b, 300, 300, 32, 8, 128, 128, 0, p, p));
        rises(kernels, pairs -> new Operator.Experts("e", pairs, 8, 8, 4096, 1024, true, p, p));
        rises(kernels, bytes -> new Operator.Stream("s", bytes, 0, p));
    }

    private static void rises(Kernels kernels, DoubleFunction<Operator> shape) {
        double before = 0;
        for (double x = 1; x < 1e5; x = Math.ceil(x * 1.07)) {
            double now = kernels.seconds(shape.apply(x));
            assertThat(now).as("at %s of %s", x, shape.apply(x)).isGreaterThanOrEqualTo(MEASURED_DIP * before);
            before = Math.max(before, now);
        }
    }

    @Test
    void nothing_to_do_costs_nothing() {
        Kernels kernels = kernels("h200-sxm");
        Cost cost = kernels.price(gemm(0, 4096, 4096, Precision.BF16));
        assertThat(cost.seconds()).isZero();
        assertThat(kernels.price(new Operator.Experts("e", 0, 0, 8, 4096, 1024, true, Precision.BF16, Precision.BF16)).seconds()).isZero();
        assertThat(kernels.price(new Operator.DecodeAttention("d", 0, 1, 100, 8, 8, 128, 128, Precision.BF16, Precision.BF16)).seconds())
                .isZero();
        assertThat(kernels.price(new Operator.PrefillAttention("p", 0, 0, 0, 8, 8, 128, 128, 0, Precision.BF16, Precision.BF16)).seconds())
                .isZero();
        assertThat(kernels.price(new Operator.Stream("s", 0, 0, Precision.BF16)).seconds()).isZero();
    }

    @Test
    void a_format_the_chip_lacks_is_refused_with_what_it_has() {
        assertThatThrownBy(() -> kernels("ascend-910c-die").price(gemm(8, 8, 8, Precision.FP8)))
                .isInstanceOf(InputException.class).hasMessageContaining("fp8");
    }

    @Test
    void weight_only_quantisation_computes_at_the_peak_of_the_activations() {
        Operator product = new Operator.Gemm("g", 1, 8192, 8192, 8192, Precision.INT4, Precision.BF16, Precision.BF16);
        Cost cost = kernels("h200-sxm").price(product);
        assertThat(cost.ideal()).isCloseTo(product.flops() / CATALOG.chip("h200-sxm").peak(Precision.BF16), within(1e-9));
    }

    @Test
    void a_borrowed_law_says_so_and_is_less_certain() {
        Kernels own = kernels("h100-sxm");
        Kernels borrower = kernels("h800-sxm");
        Operator product = gemm(64, 4096, 4096, Precision.BF16);
        assertThat(own.price(product).why()).startsWith("fitted on");
        assertThat(borrower.price(product).why()).startsWith("borrowed from h100-sxm");
        assertThat(width(borrower.price(product))).isGreaterThan(width(own.price(product)));
    }

    @Test
    void elementwise_work_says_that_it_was_not_measured() {
        Cost cost = kernels("h200-sxm").price(new Operator.Stream("norm", 1e6, 1e6, Precision.BF16));
        assertThat(cost.why()).startsWith("not measured");
        assertThat(cost.seconds()).isBetween(1e-6, 10e-6);
    }

    @Test
    void every_chip_of_the_catalogue_with_memory_bandwidth_can_be_priced() {
        List<Chip> measured = java.util.Arrays.stream(MEASURED).map(CATALOG::chip).toList();
        for (Chip chip : CATALOG.chips()) {
            if (chip.find(Figure.MEMORY_BANDWIDTH).isPresent() && chip.supports(Precision.BF16)) {
                Cost cost = Kernels.of(chip, measured, Calibration.bundled()).price(gemm(512, 4096, 4096, Precision.BF16));
                assertThat(cost.seconds()).as(chip.id()).isGreaterThan(cost.ideal());
            }
        }
    }

    private static double width(Cost cost) {
        return cost.spread().high() - cost.spread().low();
    }
}
