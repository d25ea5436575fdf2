package dev.podwright.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Figure;
import dev.podwright.catalog.Pod;
import dev.podwright.fabric.Fabric;
import dev.podwright.kernel.Kernels;
import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Architecture;
import dev.podwright.model.Batch;
import dev.podwright.model.Models;
import dev.podwright.model.Parameters;
import dev.podwright.model.Quantization;
import dev.podwright.units.Cost;
import dev.podwright.units.Precision;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Laws that every step obeys, over seeded random scenarios.
class ServingStepTest {
    private static final Catalog CATALOG = Catalog.bundled();
    private static final Calibration CALIBRATION = Calibration.bundled();
    private static final int CASES = 60;

    record Case(String pod, String model, ServingLayout layout, int batch, int context, boolean prefill) {}

    static Stream<Case> cases() {
        Random random = new Random(20261121);
        List<String> pods = List.of("cloudmatrix384", "atlas-800-a2", "dgx-a100", "h20-8", "h200-8", "gb200-nvl72");
        List<ServingLayout> dense = List.of(new ServingLayout(1, 1, 1, 1), new ServingLayout(4, 1, 1, 1), new ServingLayout(8, 1, 1, 1),
                new ServingLayout(2, 1, 4, 1));
        List<ServingLayout> mixture = List.of(new ServingLayout(8, 1, 1, 8), new ServingLayout(8, 1, 1, 1), new ServingLayout(1, 8, 1, 8),
                new ServingLayout(2, 4, 1, 8));
        return Stream.generate(() -> {
            boolean moe = random.nextBoolean();
            return new Case(pods.get(random.nextInt(pods.size())), moe ? "deepseek-v3" : "llama-3.1-70b",
                    (moe ? mixture : dense).get(random.nextInt(4)), 1 + random.nextInt(128), 64 + random.nextInt(8000), random.nextBoolean());
        }).limit(CASES);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theSecondsOfASearchAreThoseOfTheTree(Case c) {
        ServingStep step = step(c, pod(c), CATALOG.rankChip(pod(c)));
        assertThat(step.seconds(batch(c))).isEqualTo(step.price(batch(c)).seconds());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void neverBeatsThePeakOfItsRanks(Case c) {
        Cost cost = step(c, pod(c), CATALOG.rankChip(pod(c))).price(batch(c));
        Architecture model = Models.named(c.model);
        double tokens = batch(c).tokens() * c.layout.data();
        double flops = tokens * Parameters.flopsPerToken(model, 1) - model.vocabulary() * 2.0 * model.hidden() * tokens;
        double peak = CATALOG.rankChip(pod(c)).peak(Precision.BF16) * c.layout.ranks();
        assertThat(cost.seconds()).isGreaterThanOrEqualTo(flops / peak);
        assertThat(cost.ideal()).isLessThanOrEqualTo(cost.seconds());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyNodeIsTheSumOfItsPartsAndNoFasterThanIdeal(Case c) {
        check(step(c, pod(c), CATALOG.rankChip(pod(c))).price(batch(c)));
    }

    private static void check(Cost node) {
        assertThat(node.ideal()).as(node.name()).isLessThanOrEqualTo(node.seconds() * (1 + 1e-12));
        if (!node.children().isEmpty()) {
            assertThat(node.children().stream().mapToDouble(Cost::total).sum()).isCloseTo(node.seconds(), within(1e-12 * node.seconds() + 1e-18));
            node.children().forEach(ServingStepTest::check);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void moreMemoryBandwidthNeverSlows(Case c) {
        Chip chip = CATALOG.rankChip(pod(c));
        double faster = chip.need(Figure.MEMORY_BANDWIDTH) * 1.5 / 1e9;
        Catalog better = CATALOG.set("%s.memory_bandwidth=%.3fGB/s".formatted(chip.id(), faster));
        double before = step(c, pod(c), chip).price(batch(c)).seconds();
        double after = step(c, pod(c), better.chip(chip.id())).price(batch(c)).seconds();
        assertThat(after).isLessThanOrEqualTo(before * (1 + 1e-12));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void moreWorkNeverTakesLess(Case c) {
        ServingStep step = step(c, pod(c), CATALOG.rankChip(pod(c)));
        Case larger = new Case(c.pod, c.model, c.layout, c.batch + 1, c.context, c.prefill);
        Case longer = new Case(c.pod, c.model, c.layout, c.batch, c.context + 500, c.prefill);
        double seconds = step.price(batch(c)).seconds();
        assertThat(step.price(batch(larger)).seconds()).isGreaterThanOrEqualTo(seconds * (1 - 1e-9));
        assertThat(step.price(batch(longer)).seconds()).isGreaterThanOrEqualTo(seconds * (1 - 1e-9));
    }

    @Test
    void oneTensorRankCommunicatesNothing() {
        Case c = new Case("dgx-a100", "llama-3.1-8b", new ServingLayout(1, 1, 1, 1), 8, 1000, false);
        assertThat(step(c, pod(c), CATALOG.chip("a100-sxm-80")).price(batch(c)).leaves()).noneMatch(leaf -> leaf.name().contains("all_reduce"));
    }

    @Test
    void everyTensorParallelLayerPaysTwoAllReduces() {
        Case c = new Case("dgx-a100", "llama-3.1-8b", new ServingLayout(4, 1, 1, 1), 8, 1000, false);
        double reductions = step(c, pod(c), CATALOG.chip("a100-sxm-80")).price(batch(c)).leaves().stream()
                .filter(leaf -> leaf.name().endsWith("all_reduce")).mapToDouble(Cost::times).sum();
        // and the embedding, whose rows are spread over the ranks, one
        assertThat(reductions).isEqualTo(2 * 32 + 1);
    }

    @Test
    void draftsAddTheirLayerAndTheirTokens() {
        Case c = new Case("h200-8", "deepseek-v3", new ServingLayout(1, 8, 1, 8), 16, 2000, false);
        Chip chip = CATALOG.chip("h200-sxm");
        ServingStep drafting = new ServingStep(Models.named("deepseek-v3"), Quantization.BF16, c.layout,
                Kernels.of(chip, CATALOG.chips(), CALIBRATION), fabric(pod(c), chip), new Speculation(1, 1.7));
        double plain = step(c, pod(c), chip).price(batch(c)).seconds();
        Cost cost = drafting.price(new Batch(0, 0, 0, 16, 2000, 2));
        assertThat(cost.children()).anyMatch(child -> child.name().equals("draft"));
        assertThat(drafting.seconds(new Batch(0, 0, 0, 16, 2000, 2))).isEqualTo(cost.seconds());
        assertThat(cost.seconds()).isGreaterThan(plain);
    }

    private static Pod pod(Case c) {
        return CATALOG.pod(c.pod);
    }

    private static Batch batch(Case c) {
        return c.prefill ? Batch.prefill(c.batch, c.context) : Batch.decode(c.batch, c.context);
    }

    private static ServingStep step(Case c, Pod pod, Chip chip) {
        return new ServingStep(Models.named(c.model), Quantization.BF16, c.layout, Kernels.of(chip, CATALOG.chips(), CALIBRATION),
                fabric(pod, chip), Speculation.NONE);
    }

    private static Fabric fabric(Pod pod, Chip chip) {
        return Fabric.of(pod, chip, CALIBRATION.collectives()).inEngine();
    }
}
