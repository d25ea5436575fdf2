package dev.podwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.calibration.KernelFit;
import dev.podwright.calibration.Kinship;
import dev.podwright.calibration.OperatorClass;
import dev.podwright.calibration.Residual;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.units.Precision;
import dev.podwright.units.Spread;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BorrowingTest {
    private static final Map<String, Chip> CHIPS = new HashMap<>();

    static {
        List.of("h200-sxm", "h100-sxm", "h20-96", "a100-sxm-80", "ascend-910c-die")
                .forEach(id -> CHIPS.put(id, Catalog.bundled().chip(id)));
    }

    static KernelFit fit(String chip, OperatorClass operator, Precision precision) {
        return new KernelFit(chip, operator, precision, precision, 0.5, 0.5, 1e-6, Map.of(), 100, 10, "weight shape", 0.1, 0.3,
                new Spread(-0.2, 0.2), "kernel", false, "source", true, Residual.NONE, Residual.NONE);
    }

    private static Borrowing.Loan loan(KernelFit... fits) {
        return new Borrowing(List.of(fits), CHIPS)
                .nearest(CHIPS.get("h200-sxm"), OperatorClass.GEMM, Precision.BF16, Precision.BF16).orElseThrow();
    }

    @Test
    void the_nearest_fit_wins_in_the_order_that_transfers_were_measured_to_rank() {
        KernelFit own = fit("h200-sxm", OperatorClass.GEMM, Precision.BF16);
        KernelFit family = fit("h100-sxm", OperatorClass.GEMM, Precision.BF16);
        KernelFit other = fit("h200-sxm", OperatorClass.GEMM, Precision.FP8);
        KernelFit vendor = fit("a100-sxm-80", OperatorClass.GEMM, Precision.BF16);
        KernelFit any = fit("ascend-910c-die", OperatorClass.GEMM, Precision.BF16);
        assertThat(loan(any, vendor, other, family, own).fit()).isEqualTo(own);
        assertThat(loan(any, vendor, other, family).fit()).isEqualTo(family);
        assertThat(loan(any, vendor, other).fit()).isEqualTo(other);
        assertThat(loan(any, vendor).fit()).isEqualTo(vendor);
        assertThat(loan(any).kinship()).isEqualTo(Kinship.ANY);
    }

    @Test
    void inside_a_family_the_chip_of_like_peak_and_bandwidth_lends() {
        assertThat(loan(fit("h20-96", OperatorClass.GEMM, Precision.BF16), fit("h100-sxm", OperatorClass.GEMM, Precision.BF16))
                .fit().chip()).isEqualTo("h100-sxm");
    }

    @Test
    void other_classes_and_unknown_chips_never_lend() {
        Borrowing borrowing = new Borrowing(List.of(fit("h200-sxm", OperatorClass.EXPERTS, Precision.BF16),
                fit("no-such-chip", OperatorClass.GEMM, Precision.BF16)), CHIPS);
        assertThat(borrowing.nearest(CHIPS.get("h200-sxm"), OperatorClass.GEMM, Precision.BF16, Precision.BF16)).isEmpty();
    }

    @Test
    void fp16_is_filed_under_bf16() {
        Borrowing borrowing = new Borrowing(List.of(fit("h200-sxm", OperatorClass.GEMM, Precision.BF16)), CHIPS);
        assertThat(borrowing.nearest(CHIPS.get("h200-sxm"), OperatorClass.GEMM, Precision.FP16, Precision.FP16).orElseThrow()
                .samePrecision()).isTrue();
    }
}
