package dev.podwright.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.catalog.Catalog;
import dev.podwright.document.InputException;
import dev.podwright.layout.Offload;
import dev.podwright.layout.Recompute;
import dev.podwright.layout.Sharding;
import dev.podwright.layout.TrainingLayout.ContextKind;
import dev.podwright.model.FeedForward;
import dev.podwright.model.FlopConvention;
import dev.podwright.model.Part;
import dev.podwright.schedule.Schedule;
import dev.podwright.units.Precision;
import dev.podwright.workload.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingRowsTest {
    @TempDir
    private Path folder;

    /// A made-up but complete row; a test changes what it is about.
    private static Map<String, String> row() {
        Map<String, String> row = new LinkedHashMap<>();
        String cells = """
                id=one;source=nobody;quality=A;chip=h100-sxm;pod=dgx-h100;chips=64;chips_per_node=8;scale_out=;\
                software=NeMo / Megatron-Bridge container 26.04;model=llama-3-70b;layers=80;hidden=8192;heads=64;kv_heads=8;head_dim=128;\
                ffn=28672;gated_ffn=yes;vocab=128256;experts=;top_k=;shared_experts=;expert_ffn=;kv_lora_rank=;mtp_layers=;seq_len=8192;phase=pretrain;\
                precision=bf16;global_batch=128;global_batch_unit=sequences;micro_batch=1;tp=4;pp=4;virtual_stages=5;dp=4;cp=1;ep=;sp=;\
                recompute=none;recompute_detail=;zero_fsdp=;zero_fsdp_detail=;schedule=interleaved-1f1b;tokens_per_s_per_chip=900;flops_convention=causal;notes=""";
        for (String cell : cells.split(";")) {
            String[] pair = cell.split("=", 2);
            row.put(pair[0], pair[1]);
        }
        return row;
    }

    private TrainingRows.Reading read(String... changes) {
        Map<String, String> row = row();
        for (int i = 0; i < changes.length; i += 2) {
            row.put(changes[i], changes[i + 1]);
        }
        return TrainingRows.read(file(row), Catalog.bundled());
    }

    private Path file(Map<String, String> row) {
        try {
            String cells = row.values().stream().map(c -> '"' + c + '"').collect(Collectors.joining(","));
            return Files.writeString(folder.resolve("measured.csv"), String.join(",", row.keySet()) + "\n" + cells + "\n");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private TrainingRow one(String... changes) {
        TrainingRows.Reading reading = read(changes);
        assertThat(reading.skipped()).isEmpty();
        return reading.rows().getFirst();
    }

    @Test
    void aRowBecomesAJobAndASetup() {
        TrainingRow row = one();
        assertThat(row.model().id()).isEqualTo("llama-3-70b");
        assertThat(row.pod().chips()).isEqualTo(64);
        assertThat(row.software().id()).isEqualTo("megatron-bridge-26.02");
        assertThat(row.setup(Recompute.FULL).label()).isEqualTo("tp4 dp4 pp4x5, mbs 1, interleaved-1f1b, zero1, recompute none");
        assertThat(row.convention()).contains(FlopConvention.CAUSAL_ATTENTION);
        assertThat(row.seconds()).isCloseTo(128 * 8192 / (900.0 * 64), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"micro_batch", "tokens_per_s_per_chip", "tp", "pod", "software", "precision", "seq_len"})
    void aRowThatSaysTooLittleIsCountedUnderTheMissingColumn(String column) {
        TrainingRows.Reading reading = read(column, "");
        assertThat(reading.rows()).isEmpty();
        assertThat(reading.skipped()).containsOnly(Map.entry("no " + column, 1));
    }

    @Test
    void aLayoutThatDoesNotMultiplyToTheChipsIsCounted() {
        assertThat(read("dp", "8").skipped()).containsOnlyKeys("tp x pp x dp x cp is not the number of chips");
        assertThat(read("ep", "3").skipped()).containsOnlyKeys("ep does not divide the ranks of a stage");
    }

    @Test
    void softwareNobodyKnowsIsCounted() {
        assertThat(read("software", "Megatron of my own").skipped()).hasSize(1);
    }

    @Test
    void aMissingColumnIsAnError() {
        Map<String, String> row = row();
        row.remove("micro_batch");
        row.put("micro_batches", "1");
        Path file = file(row);
        assertThatThrownBy(() -> TrainingRows.read(file, Catalog.bundled())).isInstanceOfSatisfying(InputException.class, e -> {
            assertThat(e).hasMessageContaining("micro_batch");
            assertThat(e.mend()).contains("micro_batches");
        });
    }

    @ParameterizedTest
    @CsvSource({"tp, four", "micro_batch, 1.5", "tokens_per_s_per_chip, -1", "seq_len, ''''", "recompute, some", "schedule, any", "zero_fsdp, zero9",
        "precision, fp7"})
    void whatIsNotANumberOrAWordOfItsColumnIsAnErrorThatNamesIt(String column, String value) {
        assertThatThrownBy(() -> read(column, value)).isInstanceOf(InputException.class).hasMessageContaining("line 2").hasMessageContaining(column);
    }

    @Test
    void a910bOfUnknownBinIsReadAs910b2() {
        TrainingRow row = one("chip", "ascend-910b", "pod", "atlas-800-a2", "chips", "8", "tp", "8", "pp", "1", "dp", "1", "virtual_stages", "",
                "schedule", "none", "software", "ModelLink on CANN (2024-09)");
        assertThat(row.pod().chip()).isEqualTo("ascend-910b2");
    }

    @Test
    void theChipColumnRulesOverThePod() {
        assertThat(one("chip", "a100-sxm-40", "pod", "dgx-a100").pod().chip()).isEqualTo("a100-sxm-40");
    }

    @ParameterizedTest
    @CsvSource({"400 Gb/s per node, 6.25", "800 Gb/s per node, 12.5", "'8x Mellanox 200 Gb/s HDR InfiniBand HCA per node (Selene), +2 storage HCA', 25",
        "1600 Gb/s node-node RoCE, 25", "RoCE (200 Gb/s per NPU), 25", "RoCE, 50"})
    void theNetworkThatTheSourceNamesReplacesTheCatalogues(String written, double gigabytes) {
        assertThat(one("scale_out", written).pod().levels().getLast().bandwidth().si()).isCloseTo(gigabytes * 1e9, within(1e6));
    }

    @Test
    void aBatchInTokensIsDividedIntoSequences() {
        assertThat(one("global_batch", "1048576", "global_batch_unit", "tokens").recipe().globalBatch()).isEqualTo(128);
    }

    @Test
    void fullRecomputationOfSomeLayersIsAShareOfTheStage() {
        assertThat(one("recompute", "full").recompute()).contains(Recompute.FULL);
        assertThat(one("recompute", "full", "recompute_detail", "recipe X: modules None, layers 5").recompute()).contains(new Recompute.Full(5.0 / 20));
        assertThat(one("recompute", "full", "recompute_detail", "method uniform, layers 1").recompute()).contains(Recompute.FULL);
        assertThat(one("recompute", "full", "recompute_detail", "method block, layers 30").recompute()).contains(Recompute.FULL);
    }

    @Test
    void recomputedModulesAreParts() {
        String recipe = "recipe X: modules ['moe', 'layernorm', 'core_attn', 'moe_act'], layers None; moe dispatcher hybridep";
        assertThat(one("recompute", "selective", "recompute_detail", recipe).recompute()).hasValueSatisfying(r ->
                assertThat(((Recompute.Selective) r).parts()).containsExactlyInAnyOrder(Part.EXPERTS, Part.NORM, Part.CORE_ATTENTION, Part.ACTIVATION));
        assertThat(one("recompute", "selective", "recompute_detail", "mlp, mla_up_proj, moe_act, layernorm; DeepEP + EP overlap").recompute())
                .hasValueSatisfying(r -> assertThat(((Recompute.Selective) r).parts())
                        .containsExactlyInAnyOrder(Part.FEED_FORWARD, Part.LATENT_UP, Part.ACTIVATION, Part.NORM));
        assertThat(one("recompute", "selective").recompute()).contains(Recompute.SELECTIVE);
    }

    @Test
    void unknownRecomputationStaysOpen() {
        TrainingRow row = one("recompute", "unknown");
        assertThat(row.recompute()).isEmpty();
        assertThat(row.setup(Recompute.FULL).recompute()).isEqualTo(Recompute.FULL);
    }

    @Test
    void offloadedLayersAreAShareOfTheStage() {
        assertThat(one("recompute_detail", "recipe X: modules None, layers None; cpu offload layers 10").offload()).isEqualTo(new Offload(0.5, false));
    }

    @Test
    void theRecipeSaysHowExpertsExchangeAndWhetherStepsAreRecorded() {
        TrainingRow plain = one("recompute_detail", "recipe X: modules None, layers None");
        assertThat(plain.software().deduplicates()).isFalse();
        assertThat(plain.software().graphs()).isFalse();
        TrainingRow all = one("recompute_detail", "recipe X: modules [], layers None; moe dispatcher hybridep; all-to-all overlap True; cuda graph full_iteration");
        assertThat(all.software().deduplicates() && all.software().overlapsExperts() && all.software().graphs()).isTrue();
        assertThat(one("recompute_detail", "recipe X: modules None, layers None; cuda graph none").software().graphs()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"zero3, FSDP FULL_SHARD (ZeRO-3), ZERO3, 16", "zero3, Megatron-FSDP over 8, ZERO3, 8", "hsdp, HSDP, ZERO3, 8",
        "hsdp, 'FSDP 4 inside the node, data parallel across nodes', ZERO3, 4", "zero1, distributed optimizer, ZERO1, 16", "'', '', ZERO1, 16",
        "zero2, FSDP SHARD_GRAD_OP (ZeRO-2), ZERO2, 16", "none, '', NONE, 1"})
    void shardsAreDividedAmongAsManyRanksAsTheSourceSays(String column, String detail, Sharding.Kind kind, int ranks) {
        assertThat(one("zero_fsdp", column, "zero_fsdp_detail", detail, "pp", "1", "dp", "16", "virtual_stages", "", "schedule", "none").sharding())
                .isEqualTo(new Sharding(kind, ranks));
    }

    @Test
    void slicesOfATorusAreJoinedByTheNetworkBetweenThem() {
        TrainingRow row = one("chip", "tpu-v5e", "pod", "tpu-v5e-pod", "software", "MaxText (JAX)", "chips", "32", "tp", "1", "pp", "1", "dp", "32",
                "zero_fsdp", "zero3", "zero_fsdp_detail", "FSDP 16 inside the slice, data parallel 2 across slices", "virtual_stages", "", "schedule", "");
        assertThat(row.sharding()).isEqualTo(new Sharding(Sharding.Kind.ZERO3, 16));
        assertThat(row.pod().chips()).isEqualTo(32);
        assertThat(row.pod().levels().getLast().scaleOut()).isTrue();
        assertThat(row.pod().levels().getLast().groups()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"none, '', ONE_F_ONE_B, 1", "interleaved-1f1b, 5, INTERLEAVED, 5", "interleaved-1f1b, '', INTERLEAVED, 2", "1f1b, '', ONE_F_ONE_B, 1",
        "dualpipev, '', DUAL_PIPE, 1", "'', 4, INTERLEAVED, 4", "'', '', ONE_F_ONE_B, 1"})
    void schedulesHaveTheirNames(String schedule, String chunks, Schedule expected, int virtual) {
        TrainingRow row = one("schedule", schedule, "virtual_stages", chunks);
        assertThat(row.schedule()).isEqualTo(expected);
        assertThat(row.layout().virtualStages()).isEqualTo(virtual);
    }

    @Test
    void theChunksOfAnInterleavedStageOfThreeLayersAreThree() {
        assertThat(one("model", "gpt-530b", "layers", "105", "hidden", "20480", "heads", "128", "kv_heads", "128", "head_dim", "160", "ffn", "81920",
                "gated_ffn", "no", "vocab", "51200", "chips", "1120", "tp", "8", "pp", "35", "dp", "4", "virtual_stages", "").layout().virtualStages()).isEqualTo(3);
    }

    @Test
    void whereNobodySaysSequenceParallelismFollowsTheSoftware() {
        assertThat(one().layout().sequence()).isTrue();
        assertThat(one("software", "Megatron-DeepSpeed").layout().sequence()).isFalse();
        assertThat(one("sp", "no").layout().sequence()).isFalse();
    }

    @Test
    void ulyssesIsToldFromTheNotes() {
        assertThat(one("notes", "Ulysses context parallel").layout().contextKind()).isEqualTo(ContextKind.ULYSSES);
        assertThat(one().layout().contextKind()).isEqualTo(ContextKind.RING);
    }

    @ParameterizedTest
    @CsvSource({"bf16, BF16, BF16", "fp16, FP16, FP16", "fp8, FP8, BF16", "nvfp4, NVFP4, BF16"})
    void narrowProductsLeaveTheRestIn16Bits(String written, Precision products, Precision rest) {
        Recipe recipe = one("precision", written).recipe();
        assertThat(recipe.quantization().activations()).isEqualTo(products);
        assertThat(recipe.quantization().kv()).isEqualTo(rest);
    }

    @Test
    void loraHasARank() {
        assertThat(one("phase", "lora").recipe().loraRank()).isEqualTo(Recipe.USUAL_LORA_RANK);
        assertThat(one("phase", "sft").recipe().loraRank()).isZero();
    }

    @Test
    void composersDefaultModeReducesGradientsInFp32() {
        String software = "llm-foundry, PyTorch FSDP";
        assertThat(one("software", software, "notes", "MP mode DEFAULT").software().gradients()).isEqualTo(Precision.FP32);
        assertThat(one("software", software, "notes", "MP mode PURE").software().gradients()).isEqualTo(Precision.BF16);
    }

    @Test
    void anotherVocabularyOrDepthIsAnotherModel() {
        assertThat(one("vocab", "128512").model().vocabulary()).isEqualTo(128512);
        assertThat(one("layers", "40").model().layers()).hasSize(40);
        assertThat(one("model", "a-model-of-ours", "gated_ffn", "no").model().layers().getFirst().feedForward())
                .isEqualTo(new FeedForward.Dense(28672, false, true));
    }

    @Test
    void aModelWithoutDraftModulesIsTrainedWithoutThem() {
        String[] deepSeek = {"model", "deepseek-v3", "layers", "61", "hidden", "7168", "heads", "128", "kv_heads", "128", "head_dim", "", "ffn", "18432",
            "vocab", "129280", "experts", "256", "top_k", "8", "expert_ffn", "2048", "kv_lora_rank", "512", "ep", "4", "mtp_layers", "0"};
        assertThat(one(deepSeek).model().draftLayers()).isZero();
        deepSeek[deepSeek.length - 1] = "1";
        assertThat(one(deepSeek).model().draftLayers()).isEqualTo(1);
        assertThat(one(deepSeek).layout().expertTensor()).isEqualTo(1);
    }

    @Test
    void beforeParallelFoldingExpertsAreDividedLikeTheRest() {
        assertThat(one("model", "mixtral-8x7b", "layers", "32", "hidden", "4096", "heads", "32", "kv_heads", "8", "ffn", "14336", "vocab", "32000",
                "experts", "8", "top_k", "2", "expert_ffn", "14336", "ep", "2", "software", "ModelLink on CANN (2024-09)").layout().expertTensor()).isEqualTo(4);
    }

    @Test
    void aRowMuchSlowerThanTheSameSetupInAnotherReleaseIsLeftOut() throws IOException {
        Map<String, String> slow = row();
        slow.put("tokens_per_s_per_chip", "500");
        slow.put("software", "NeMo / Megatron-Bridge container 26.06");
        Path file = file(row());
        Files.writeString(file, Files.readString(file) + slow.values().stream().map(c -> '"' + c + '"').collect(Collectors.joining(",")) + "\n");
        TrainingRows.Reading reading = TrainingRows.read(file, Catalog.bundled());
        assertThat(reading.rows()).hasSize(1).allSatisfy(r -> assertThat(r.tokens()).isEqualTo(900));
        assertThat(reading.skipped()).hasSize(1).allSatisfy((reason, rows) -> assertThat(reason).contains("twin"));
    }
}
