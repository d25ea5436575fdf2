package dev.podwright.repricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Figure;
import dev.podwright.model.Operator;
import dev.podwright.profile.Use;
import dev.podwright.units.Precision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for every profile, on profiles made up with seeds.
class InvariantsTest {
    private static final Machine H100 = Made.machine("h100-sxm", 8);
    private static final Machine B2 = Made.machine("ascend-910b2", 8);

    private static List<Use> uses(long seed) {
        Random random = new Random(seed);
        List<Use> uses = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            uses.add(use(random));
        }
        return uses;
    }

    private static Use use(Random random) {
        long m = 1 + random.nextInt(8192);
        long k = 8L * (1 + random.nextInt(1024));
        long n = 8L * (1 + random.nextInt(1024));
        long count = 1 + random.nextInt(100);
        double seconds = count * Math.exp(-14 + 6 * random.nextDouble());
        return switch (random.nextInt(8)) {
            case 0 -> Made.use("aten::mm", "gemm", List.of(), count, seconds, Made.bf16(m, k), Made.bf16(k, n));
            case 1 -> Made.use("aten::_scaled_mm", "gemm", List.of(), count, seconds, Made.tensor("float8_e4m3fn", m, k), Made.tensor("float8_e4m3fn", k, n));
            case 2 -> Made.use("aten::mm", "ampere_sgemm", List.of(), count, seconds, Made.tensor("float", m, k), Made.tensor("float", k, n));
            case 3 -> Made.use("aten::_flash_attention_forward", "flash", List.of("True"), count, seconds, Made.bf16(2, m, 16, 128), Made.bf16(2, m, 4, 128), Made.bf16(2, m, 4, 128));
            case 4 -> Made.use("aten::add", "elementwise_kernel", List.of(), count, seconds, Made.bf16(m, n), Made.bf16(m, n));
            case 5 -> Made.exchange("all_reduce", 2.0 * m * n, 8, List.of(0, 1, 2, 3, 4, 5, 6, 7), count, seconds);
            case 6 -> Made.copy("Memcpy HtoD (Pinned -> Device)", 2.0 * m * n, count, seconds);
            default -> Made.use("", random.nextBoolean() ? "triton_poi_fused_elementwise" : "mystery", List.of(), count, seconds);
        };
    }

    private static Repricing reprice(List<Use> uses, Machine target) {
        return Made.repricer().reprice(Made.profile(uses), H100, target);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void nothing_is_dropped(long seed) {
        List<Use> uses = uses(seed);
        Repricing repricing = reprice(uses, B2);
        assertThat(repricing.uses().stream().map(RepricedUse::use)).containsExactlyElementsOf(uses);
        assertThat(repricing.uses()).allSatisfy(u -> {
            assertThat(u.onTarget().value()).isPositive();
            assertThat(u.onTarget().high()).isFinite();
            assertThat(u.why()).endsWith(".");
        });
        assertThat(repricing.targetStep().value()).isCloseTo(repricing.uses().stream().mapToDouble(u -> u.onTarget().value()).sum(), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void nothing_is_faster_than_peak_and_bandwidth(long seed) {
        for (RepricedUse use : reprice(uses(seed), B2).uses()) {
            if (use.recognised() instanceof Recognised.Computed computed) {
                for (Operator operator : computed.operators()) {
                    double peak = B2.chip().peak(operator.compute().bytes() == 1 ? Precision.INT8 : Precision.BF16);
                    double least = operator instanceof Operator.Stream ? operator.bytes() / B2.chip().need(Figure.MEMORY_BANDWIDTH) : operator.flops() / peak;
                    assertThat(use.onTarget().low()).isGreaterThanOrEqualTo(use.use().count() * least * (1 - 1e-9));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_chip_with_twice_everything_is_not_slower(long seed) {
        Catalog catalog = Catalog.bundled();
        Catalog better = catalog.set("ascend-910b2.memory_bandwidth=3.2TB/s").set("ascend-910b2.peak.bf16=707.8TFLOP/s").set("ascend-910b2.peak.fp16=707.8TFLOP/s").set("ascend-910b2.peak.int8=1415.6TOP/s");
        Machine twice = Machine.of("twice", better.adHoc("ascend-910b2", 8), better, Calibration.bundled());
        List<Use> uses = uses(seed);
        List<RepricedUse> here = reprice(uses, B2).uses();
        List<RepricedUse> there = reprice(uses, twice).uses();
        for (int i = 0; i < here.size(); i++) {
            assertThat(there.get(i).onTarget().value()).isLessThanOrEqualTo(here.get(i).onTarget().value() * (1 + 1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void the_order_of_uses_does_not_matter(long seed) {
        List<Use> uses = uses(seed);
        List<Use> mixed = new ArrayList<>(uses);
        Collections.shuffle(mixed, new Random(seed));
        Repricing one = reprice(uses, B2);
        Repricing other = reprice(mixed, B2);
        assertThat(other.targetStep().value()).isCloseTo(one.targetStep().value(), within(1e-9));
        assertThat(other.targetStep().high()).isCloseTo(one.targetStep().high(), within(1e-6));
        assertThat(other.reproduced()).isCloseTo(one.reproduced(), within(1e-9));
    }
}
