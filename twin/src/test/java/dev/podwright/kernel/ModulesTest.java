package dev.podwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.ModuleFit;
import dev.podwright.calibration.Residual;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.model.Operator;
import dev.podwright.units.Cost;
import dev.podwright.units.Precision;
import dev.podwright.units.Spread;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModulesTest {
    private static final Chip CHIP = Catalog.bundled().chip("h200-sxm");
    private static final Kernels KERNELS = Kernels.of(CHIP, Catalog.bundled().chips(), Calibration.bundled());
    private static final List<Operator> OPERATORS = List.of(gemm("one"), gemm("two"));
    private static final ModuleFit.Subject SUBJECT = new ModuleFit.Subject("h200-sxm", "mla_module.decode", "vllm 1");
    private static final Modules.Shape SHAPE = new Modules.Shape(16, 1024, 128);

    private static Operator gemm(String name) {
        return new Operator.Gemm(name, 1, 16, 7168, 7168, Precision.BF16, Precision.BF16, Precision.BF16);
    }

    private static Modules modules(double launch, double scale) {
        ModuleFit fit = new ModuleFit(SUBJECT, launch, scale, 1e-6, 30, 0.1, 0.2, new Spread(-0.1, 0.1), Residual.NONE, Residual.NONE);
        return new Modules(new Calibration("", "", List.of(), List.of(), List.of()).withModules(List.of(fit)));
    }

    @Test
    void a_block_takes_its_launches_its_operators_and_its_tokens() {
        double sum = 2 * KERNELS.seconds(gemm("one"));
        Cost cost = modules(50e-6, 0.9).price(KERNELS, SUBJECT, OPERATORS, SHAPE);
        assertThat(cost.seconds()).isCloseTo(50e-6 + 0.9 * sum + 16e-6, within(1e-12));
    }

    @Test
    void no_block_is_faster_than_the_ideal_machine() {
        Cost cost = modules(0, 1e-6).price(KERNELS, SUBJECT, OPERATORS, new Modules.Shape(1e-3, 1024, 128));
        assertThat(cost.seconds()).isEqualTo(cost.ideal()).isPositive();
    }

    @Test
    void a_borrowed_fit_has_an_interval_that_holds_the_plain_sum() {
        double sum = 2 * KERNELS.seconds(gemm("one"));
        Cost cost = modules(500e-6, 1).price(KERNELS, new ModuleFit.Subject("h200-sxm", "mla_module.decode", "sglang 2"), OPERATORS, SHAPE);
        assertThat(cost.why()).contains("borrowed");
        assertThat(cost.interval().low()).isLessThanOrEqualTo(sum * (1 + 1e-9));
    }

    @Test
    void a_block_that_nobody_measured_is_the_sum_of_its_operators() {
        Cost cost = new Modules(new Calibration("", "", List.of(), List.of(), List.of())).price(KERNELS, SUBJECT, OPERATORS, SHAPE);
        assertThat(cost.seconds()).isCloseTo(2 * KERNELS.seconds(gemm("one")), within(1e-15));
        assertThat(cost.children()).hasSize(2);
    }
}
