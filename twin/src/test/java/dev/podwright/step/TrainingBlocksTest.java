package dev.podwright.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import dev.podwright.fabric.Fabric;
import dev.podwright.kernel.Kernels;
import dev.podwright.layout.Recompute;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.layout.TrainingLayout.ContextKind;
import dev.podwright.model.Architecture;
import dev.podwright.model.FlopConvention;
import dev.podwright.model.Layer;
import dev.podwright.model.Models;
import dev.podwright.model.Operator;
import dev.podwright.model.Part;
import dev.podwright.model.Quantization;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingBlocksTest {
    private static final Catalog CATALOG = Catalog.bundled();
    private static final double SEQUENCE = 4096;
    private static final TrainingShape ALONE = shape(1, 1, 1, 1);

    private static TrainingShape shape(int tensor, int context, int experts, int microBatch) {
        return new TrainingShape(tensor, tensor > 1, context, ContextKind.RING, experts, 1, microBatch, false);
    }

    private static TrainingBlocks blocks(String model, String software, int lora) {
        Pod pod = CATALOG.joined(CATALOG.pod("superpod-h100"), 256);
        Chip chip = CATALOG.rankChip(pod);
        Calibration calibration = Calibration.bundled();
        return new TrainingBlocks(Models.named(model), Quantization.BF16, SEQUENCE, CATALOG.trainingSoftware(software), lora,
                Kernels.of(chip, CATALOG.chips(), calibration), Fabric.of(pod, chip, calibration));
    }

    private static Block body(String model) {
        return new Block.Body(Models.named(model).layers().getLast());
    }

    /// Matrix products of the layer alone: what every convention counts.
    private static double matrixFlops(TrainingBlocks blocks, Block block, TrainingShape shape, Pass pass) {
        return blocks.operators(block, shape, pass, Recompute.NONE).stream()
                .filter(o -> o instanceof Operator.Gemm || o instanceof Operator.Experts).mapToDouble(Operator::flops).sum();
    }

    @Test
    void productsOfAllPassesAreThreeTimesTheForwardOnesAndThoseOfTheConvention() {
        Architecture model = Models.named("llama-3.1-8b");
        TrainingBlocks blocks = blocks("llama-3.1-8b", "megatron-bridge-26.08", 0);
        double layers = 0;
        for (Layer layer : model.layers()) {
            Block block = new Block.Body(layer);
            double forward = matrixFlops(blocks, block, ALONE, Pass.FORWARD);
            assertThat(matrixFlops(blocks, block, ALONE, Pass.BACKWARD_INPUT)).isEqualTo(forward);
            assertThat(matrixFlops(blocks, block, ALONE, Pass.BACKWARD_WEIGHT)).isEqualTo(forward);
            layers += 3 * forward;
        }
        double head = 3 * matrixFlops(blocks, new Block.Head(), ALONE, Pass.FORWARD);
        assertThat((layers + head) / SEQUENCE).isCloseTo(FlopConvention.NO_ATTENTION.perToken(model, SEQUENCE), within(1.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void tensorRanksShareTheProductsExactly(int tensor) {
        TrainingBlocks blocks = blocks("llama-3.1-8b", "megatron-bridge-26.08", 0);
        Block block = body("llama-3.1-8b");
        double whole = matrixFlops(blocks, block, ALONE, Pass.FORWARD);
        assertThat(tensor * matrixFlops(blocks, block, shape(tensor, 1, 1, 1), Pass.FORWARD)).isCloseTo(whole, within(whole * 1e-12));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void contextRanksShareAttentionWithinTheDiagonal(int context) {
        TrainingBlocks blocks = blocks("llama-3.1-8b", "megatron-bridge-26.08", 0);
        Block block = body("llama-3.1-8b");
        double whole = blocks.seconds(block, ALONE, Pass.FORWARD, Recompute.NONE).flops();
        double shared = context * blocks.seconds(block, shape(1, context, 1, 1), Pass.FORWARD, Recompute.NONE).flops();
        assertThat(shared).isCloseTo(whole, within(whole * 1e-3));
    }

    @Test
    void expertsGetAsManyPairsAsTokensTimesActiveWhateverTheirSpread() {
        Architecture model = Models.named("deepseek-v3");
        TrainingBlocks blocks = blocks("deepseek-v3", "megatron-bridge-26.08", 0);
        for (int experts : List.of(1, 8, 64)) {
            double pairs = blocks.operators(body("deepseek-v3"), shape(1, 1, experts, 1), Pass.FORWARD, Recompute.NONE).stream()
                    .filter(o -> o instanceof Operator.Experts).mapToDouble(o -> ((Operator.Experts) o).pairs()).sum();
            assertThat(pairs).isCloseTo(SEQUENCE * 8, within(1e-6));
        }
        assertThat(model.mixture()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Pass.class)
    void treeAndSumAgree(Pass pass) {
        TrainingBlocks blocks = blocks("deepseek-v3", "megatron-bridge-26.08", 0);
        TrainingShape shape = shape(2, 1, 32, 1);
        PassSeconds sum = blocks.seconds(body("deepseek-v3"), shape, pass, Recompute.FULL);
        assertThat(blocks.price(body("deepseek-v3"), shape, pass, Recompute.FULL).seconds()).isCloseTo(sum.seconds(), within(sum.seconds() * 1e-9));
    }

    @Test
    void fullRecomputationRunsTheForwardPassOnceMore() {
        TrainingBlocks blocks = blocks("llama-3.1-8b", "megatron-bridge-26.08", 0);
        TrainingShape shape = shape(4, 1, 1, 2);
        assertThat(blocks.seconds(body("llama-3.1-8b"), shape, Pass.RECOMPUTE, Recompute.FULL).seconds())
                .isEqualTo(blocks.seconds(body("llama-3.1-8b"), shape, Pass.FORWARD, Recompute.NONE).seconds());
        assertThat(blocks.seconds(body("llama-3.1-8b"), shape, Pass.RECOMPUTE, Recompute.NONE).seconds()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Part.class)
    void everyPartRunsAgainLessThanTheWhole(Part part) {
        TrainingBlocks blocks = blocks("deepseek-v3", "megatron-bridge-26.08", 0);
        Block dense = new Block.Body(Models.named("deepseek-v3").layers().getFirst());
        Block block = part == Part.FEED_FORWARD ? dense : body("deepseek-v3");
        TrainingShape shape = shape(1, 1, 8, 1);
        double again = blocks.seconds(block, shape, Pass.RECOMPUTE, new Recompute.Selective(EnumSet.of(part))).seconds();
        assertThat(again).isPositive().isLessThan(blocks.seconds(block, shape, Pass.FORWARD, Recompute.NONE).seconds());
    }

    @Test
    void adaptersLearnAloneBesideFrozenWeights() {
        TrainingBlocks all = blocks("llama-3.1-8b", "megatron-bridge-26.08", 0);
        TrainingBlocks lora = blocks("llama-3.1-8b", "megatron-bridge-26.08", 16);
        double full = matrixFlops(all, body("llama-3.1-8b"), ALONE, Pass.BACKWARD_WEIGHT);
        double adapters = matrixFlops(lora, body("llama-3.1-8b"), ALONE, Pass.BACKWARD_WEIGHT);
        assertThat(adapters).isPositive().isLessThan(full / 20);
    }

    @ParameterizedTest
    @EnumSource(Pass.class)
    void noMoreIsHiddenThanIsSent(Pass pass) {
        for (String software : List.of("megatron-lm-2021", "megatron-lm-2022", "nemo-24.07", "megatron-bridge-26.08")) {
            TrainingBlocks blocks = blocks("llama-3.1-70b", software, 0);
            for (TrainingShape shape : List.of(shape(8, 1, 1, 1), shape(2, 4, 1, 1), shape(8, 2, 1, 4))) {
                PassSeconds seconds = blocks.seconds(body("llama-3.1-70b"), shape, pass, Recompute.FULL);
                for (Exchange kind : Exchange.values()) {
                    assertThat(seconds.exposed(kind)).isBetween(0.0, seconds.alone(kind) * (1 + 1e-12));
                }
            }
        }
    }

    @Test
    void unfusedAttentionTakesLongerThanFusedAndAnOlderKernelLongerThanANewer() {
        double unfused = forward("megatron-lm-2022");
        double first = forward("llm-foundry");
        double second = forward("fms-fsdp");
        assertThat(unfused).isGreaterThan(second);
        assertThat(first).isGreaterThan(second);
    }

    private static double forward(String software) {
        return blocks("gpt3-175b", software, 0).seconds(body("gpt3-175b"), ALONE, Pass.FORWARD, Recompute.NONE).seconds();
    }

    @Test
    void aMicroBatchBesideAnotherHidesItsExpertExchange() {
        TrainingBlocks blocks = blocks("deepseek-v3", "nemo-24.07", 0);
        TrainingShape shape = shape(1, 1, 64, 1);
        PassSeconds alone = blocks.seconds(body("deepseek-v3"), shape, Pass.FORWARD, Recompute.NONE);
        PassSeconds beside = blocks.seconds(body("deepseek-v3"), shape.beside(), Pass.FORWARD, Recompute.NONE);
        assertThat(beside.seconds()).isLessThan(alone.seconds());
        assertThat(beside.alone(Exchange.EXPERTS)).isEqualTo(alone.alone(Exchange.EXPERTS));
    }

    @Test
    void aShapeNamesALayoutThatHoldsItsExperts() {
        TrainingLayout layout = shape(4, 1, 64, 1).layout();
        assertThat(layout.stageRanks() % 64).isZero();
        assertThat(layout.data()).isEqualTo(16);
    }
}
