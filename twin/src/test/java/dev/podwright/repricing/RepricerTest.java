package dev.podwright.repricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.model.Operator;
import dev.podwright.profile.Use;
import dev.podwright.units.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepricerTest {
    private static final Machine H100 = Made.machine("h100-sxm", 8);
    private static final Machine B2 = Made.machine("ascend-910b2", 8);

    private static final Operator PRODUCT = new Operator.Gemm("aten::mm", 1, 4096, 4096, 4096, Precision.BF16, Precision.BF16, Precision.BF16);

    private static Use mm(double secondsEach, long count) {
        return Made.use("aten::mm", "nvjet_gemm", List.of(), count, secondsEach * count, Made.bf16(4096, 4096), Made.bf16(4096, 4096));
    }

    @Test
    void a_product_at_its_predicted_time_takes_the_predicted_time_on_the_target() {
        double seconds = H100.kernels().seconds(PRODUCT);
        Repricing repricing = Made.repricer().reprice(Made.profile(List.of(mm(seconds, 10))), H100, B2);
        assertThat(repricing.uses().getFirst().onTarget().value()).isCloseTo(10 * B2.kernels().seconds(PRODUCT), within(1e-9));
        assertThat(repricing.uses().getFirst().within()).isTrue();
        assertThat(repricing.reproduced()).isEqualTo(1);
        assertThat(repricing.uses().getFirst().method()).isEqualTo(RepricedUse.Method.SHAPE);
    }

    @Test
    void a_planted_slow_product_is_seen() {
        double seconds = H100.kernels().seconds(PRODUCT);
        Repricing repricing = Made.repricer().reprice(Made.profile(List.of(mm(3 * seconds, 10))), H100, B2);
        assertThat(repricing.reproduced()).isZero();
    }
}
