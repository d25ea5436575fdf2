package dev.podwright.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import dev.podwright.fabric.Fabric;
import dev.podwright.kernel.Kernels;
import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Batch;
import dev.podwright.model.Models;
import dev.podwright.model.Quantization;
import dev.podwright.units.Cost;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwoBatchesTest {
    private static final Pod POD = Catalog.bundled().pod("superpod-h100");
    private static final Chip CHIP = Catalog.bundled().rankChip(POD);
    private static final Kernels KERNELS = Kernels.of(CHIP, Catalog.bundled().chips(), Calibration.bundled());
    private static final Fabric FABRIC = Fabric.of(POD, CHIP, Calibration.bundled());
    private static final ServingLayout WIDE = new ServingLayout(1, 32, 1, 32);

    private static ServingStep step(ExpertConduct conduct) {
        return new ServingStep(Models.named("deepseek-v3"), Quantization.BF16, WIDE, KERNELS, FABRIC, Speculation.NONE, conduct);
    }

    private static final ServingStep PLAIN = step(ExpertConduct.PLAIN);
    private static final ServingStep HALVED = step(ExpertConduct.PLAIN.withTwoBatches(true));

    private static double exchanges(Cost cost) {
        return cost.leaves().stream().filter(l -> l.name().startsWith("ep.")).mapToDouble(Cost::total).sum();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void twoHalvesNeverBeatTheLongerOfComputationAndExchange(long seed) {
        Random random = new Random(seed);
        Batch batch = random.nextBoolean() ? Batch.decode(2 + random.nextInt(255), 512 + random.nextInt(8000)) : Batch.prefill(1 + random.nextInt(4), 1024 + random.nextInt(4096));
        Cost halves = PLAIN.price(batch.half());
        double exchanged = 2 * exchanges(halves);
        double dense = PLAIN.price(batch).seconds();
        double both = HALVED.seconds(batch);
        assertThat(both).isGreaterThanOrEqualTo(exchanged);
        // Everything twice at half the batch, one behind the other, is the slowest that two halves can be.
        assertThat(both).isLessThanOrEqualTo(2 * halves.seconds() + dense);
        assertThat(both).isGreaterThanOrEqualTo(2 * (halves.seconds() - exchanges(halves)) - (halves.seconds() - exchanges(halves)));
    }

    @Test
    void largeBatchesGainAndSingleSequencesStayWhole() {
        Batch large = Batch.decode(256, 2048);
        assertThat(HALVED.seconds(large)).isLessThan(PLAIN.seconds(large));
        Batch one = Batch.decode(1, 2048);
        assertThat(HALVED.seconds(one)).isEqualTo(PLAIN.seconds(one));
    }

    @Test
    void theTreeTheSumAndThePartsAgree() {
        for (Batch batch : new Batch[] {Batch.decode(128, 4096), Batch.prefill(4, 4096)}) {
            StepParts parts = HALVED.parts(batch);
            assertThat(HALVED.price(batch).seconds()).isCloseTo(HALVED.seconds(batch), within(1e-9 * HALVED.seconds(batch)));
            assertThat(parts.linear() + parts.experts() + parts.head() + parts.prefillAttention() + parts.decodeAttention())
                    .isCloseTo(HALVED.seconds(batch), within(1e-9 * HALVED.seconds(batch)));
        }
    }

    @Test
    void aSkewedRouterIsNeverFaster() {
        ServingStep skewed = step(new ExpertConduct(new RoutingSkew(1.01, 100), 32, false));
        for (int sequences : new int[] {1, 16, 256}) {
            assertThat(skewed.seconds(Batch.decode(sequences, 2048))).isGreaterThanOrEqualTo(PLAIN.seconds(Batch.decode(sequences, 2048)));
        }
    }
}
