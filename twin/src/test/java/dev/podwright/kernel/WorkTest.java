package dev.podwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.calibration.OperatorClass;
import dev.podwright.model.Operator;
import dev.podwright.units.Precision;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WorkTest {
    private static Operator.PrefillAttention prefill(double batch, double tokens, double context, double heads, double kvHeads,
                                                     double dim, double value, double window) {
        return new Operator.PrefillAttention("a", batch, tokens, context, heads, kvHeads, dim, value, window, Precision.BF16, Precision.BF16);
    }

    @Test
    void query_heads_that_share_keys_stand_in_one_tile() {
        // 100 tokens of 8 heads per key head are 800 rows, 7 tiles of 128; two key heads and three sequences make 42.
        Work work = Work.of(prefill(3, 100, 100, 16, 2, 128, 128, 0));
        assertThat(work.second()).isEqualTo(42);
        assertThat(work.first()).isEqualTo(100);
        // Each head computes 7 * 128 / 8 = 112 rows, which see (100 + 128) / 2 = 114 keys on average.
        assertThat(work.flops()).isEqualTo(2 * 3 * 16 * 256 * 112.0 * 114);
    }

    @Test
    void a_window_bounds_the_keys_a_tile_walks() {
        assertThat(Work.of(prefill(1, 4096, 4096, 8, 8, 128, 128, 512)).first()).isEqualTo(512 + 128);
    }

    @Test
    void attention_with_wider_keys_than_values_is_latent_prefill() {
        assertThat(Work.of(prefill(1, 8, 8, 8, 8, 192, 128, 0)).kind()).isEqualTo(OperatorClass.LATENT_PREFILL);
        assertThat(Work.of(prefill(1, 8, 8, 8, 8, 128, 128, 0)).kind()).isEqualTo(OperatorClass.PREFILL_ATTENTION);
    }

    @Test
    void several_products_in_one_launch_are_a_batched_product() {
        assertThat(Work.of(new Operator.Gemm("g", 16, 8, 512, 128, Precision.BF16, Precision.BF16, Precision.BF16)).kind())
                .isEqualTo(OperatorClass.BATCHED_GEMM);
    }

    @Test
    void tiled_arithmetic_is_never_less_than_the_operators_own() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            double tokens = 1 + random.nextInt(9000);
            double context = tokens + random.nextInt(5000);
            double kvHeads = 1 << random.nextInt(4);
            Operator op = prefill(1 + random.nextInt(64), tokens, context, kvHeads * (1 << random.nextInt(5)), kvHeads, 128, 128,
                    random.nextBoolean() ? 0 : 128 + random.nextInt(4096));
            assertThat(Work.of(op).flops()).as(op.toString()).isGreaterThanOrEqualTo(op.flops());
        }
    }
}
