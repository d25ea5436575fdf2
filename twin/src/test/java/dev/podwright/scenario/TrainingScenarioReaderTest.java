package dev.podwright.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.podwright.catalog.Catalog;
import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import dev.podwright.layout.Offload;
import dev.podwright.layout.Recompute;
import dev.podwright.layout.Sharding;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.model.Part;
import dev.podwright.schedule.Schedule;
import dev.podwright.units.Precision;
import dev.podwright.workload.Recipe;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingScenarioReaderTest {
    private static final String TARGET = "\ntargets: [{pod: dgx-h100, chips: 64}]\n";

    private static TrainingQuestion read(String text) {
        return new TrainingScenarioReader(Catalog.bundled()).read(Document.parse("job.yaml", text.getBytes(StandardCharsets.UTF_8)));
    }

    private static TrainingSetup setup(String fields) {
        return read("model: llama-3.1-70b\ntraining: {}\nsetup: " + fields + TARGET).setup().orElseThrow();
    }

    @Test
    void everyFieldIsRead() {
        TrainingQuestion question = read("""
                schema: podwright-scenario/1
                model: llama-3.1-8b
                training: {sequence_tokens: 2048, global_batch: 96, tokens: 1.5e12, days: 2, phase: lora, lora_rank: 8, precision: fp8, software: nemo-24.07}
                targets: [{pod: dgx-h100}]
                """);
        TrainingScenario scenario = question.scenario();
        assertThat(scenario.sequence()).isEqualTo(2048);
        assertThat(scenario.globalBatch()).isEqualTo(96);
        assertThat(scenario.budget().tokens()).hasValue(1.5e12);
        assertThat(scenario.budget().seconds()).hasValue(2 * 86_400.0);
        assertThat(scenario.phase()).isEqualTo(Recipe.Phase.LORA);
        assertThat(scenario.loraRank()).isEqualTo(8);
        assertThat(scenario.compute()).contains(Precision.FP8);
        assertThat(scenario.software()).hasValueSatisfying(s -> assertThat(s.id()).isEqualTo("nemo-24.07"));
        assertThat(question.defaults()).isEmpty();
        assertThat(question.setup()).isEmpty();
    }

    @Test
    void whatIsLeftOpenIsTakenAndSaid() {
        TrainingQuestion question = read("model: gpt3-175b\ntraining: {}" + TARGET);
        assertThat(question.scenario().sequence()).isEqualTo(2048);
        assertThat(question.scenario().globalBatch() * question.scenario().sequence()).isEqualTo(1 << 22);
        assertThat(question.defaults()).anySatisfy(d -> assertThat(d).contains("2,048 tokens", "the model's longest"))
                .anySatisfy(d -> assertThat(d).contains("global batch of 2,048 sequences"));
    }

    @ParameterizedTest
    @CsvSource({"llama-3.1-8b,dgx-h100,8,512", "llama-3.1-70b,dgx-h100,64,1024", "llama-3.1-405b,superpod-h100,16384,4096",
        "llama-3.1-70b,cloudmatrix384,384,768", "pangu-ultra-moe-718b,atlas-900-a2-cluster,6144,3072"})
    void theUsualBatchGrowsWithTheModelAndCanBeDealtAmongTheRanks(String model, String pod, int chips, int sequences) {
        TrainingScenario scenario = read("model: %s%ntraining: {}%ntargets: [{pod: %s, chips: %d}]%n".formatted(model, pod, chips)).scenario();
        assertThat(scenario.globalBatch()).isEqualTo(sequences);
    }

    @Test
    void fineTuningTakesASmallBatch() {
        assertThat(read("model: llama-3.1-70b\ntraining: {phase: sft}" + TARGET).scenario().globalBatch()).isEqualTo(128);
    }

    @Test
    void aBatchInTokensIsRoundedToSequences() {
        assertThat(read("model: llama-3.1-8b\ntraining: {global_batch_tokens: 4e6}" + TARGET).scenario().globalBatch()).isEqualTo(977);
    }

    @Test
    void aSetupStandsOnAllRanks() {
        TrainingSetup setup = setup("{tensor: 4, pipeline: 2, virtual_stages: 5, micro_batch: 2, recompute: [act, layernorm], offload: {optimizer: true}}");
        assertThat(setup.layout().label()).isEqualTo("tp4 dp8 pp2x5");
        assertThat(setup.schedule()).isEqualTo(Schedule.INTERLEAVED);
        assertThat(setup.microBatch()).isEqualTo(2);
        assertThat(setup.sharding()).isEqualTo(new Sharding(Sharding.Kind.ZERO1, 8));
        assertThat(setup.recompute()).isEqualTo(new Recompute.Selective(EnumSet.of(Part.NORM, Part.ACTIVATION)));
        assertThat(setup.offload()).isEqualTo(new Offload(0, true));
    }

    @Test
    void aSetupCanDivideShardsAndLayersInPart() {
        TrainingSetup setup = setup("{zero: 3, shards: 8, recompute: full, recompute_share: 0.5, offload: {activations: 0.25}, sequence_parallel: false}");
        assertThat(setup.label()).contains("dp64", "zero3 over 8", "full on 50% of layers");
        assertThat(setup.offload().activations()).isEqualTo(0.25);
        assertThat(setup("{zero: 0}").sharding()).isEqualTo(Sharding.NONE);
        assertThat(setup("{schedule: zero-bubble, pipeline: 4}").schedule()).isEqualTo(Schedule.ZERO_BUBBLE);
        assertThat(setup("{recompute: moe}").recompute()).isEqualTo(new Recompute.Selective(EnumSet.of(Part.EXPERTS)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {tensor: 3}                            | 3 ranks, which do not divide the 64
            {tensor: 128}                          | 128 ranks, which do not divide the 64
            {tensor: 4, data: 4}                   | 16 ranks; DGX/HGX H100, joined by rail to 64 chips has 64
            {tensor: 0}                            | setup.tensor: 0 is not a whole number
            {tensr: 4}                             | unknown field tensr
            {experts: 3}                           | 3 ranks of experts
            {schedule: 1f2b}                       | is not one of gpipe, 1f1b
            {schedule: interleaved-1f1b}           | virtual_stages 1
            {zero: 4}                              | a ZeRO stage from 0 to 3
            {zero: 0, shards: 2}                   | zero is 0
            {shards: 5}                            | a divisor of the 64
            {recompute: some}                      | none, selective, full or parts
            {recompute_share: 0.5}                 | needs recompute full
            {recompute: full, recompute_share: 2}  | a share above 0
            {offload: {activations: 1.5}}          | a share from 0 to 1
            {offload: disk}                        | is not an object
            {context_kind: round}                  | one of ring, ulysses
            """)
    void aSetupThatCannotBeIsRefusedWithItsPlace(String fields, String said) {
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> setup(fields)).withMessageContaining(said).withMessageContaining("job.yaml, line 3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {tokens: 0}                                | one optimiser step (4,194,304)
            {tokens: 1e19}                             | one optimiser step (4,194,304) to 1e18
            {days: 0}                                  | above 0
            {days: 1e6}                                | up to 36,500
            {sequence_tokens: 0}                       | at least 1
            {sequence_tokens: 1e9}                     | 100 million
            {global_batch: 1.5}                        | a whole number
            {global_batch: 1e9}                        | a million million
            {global_batch: 8, global_batch_tokens: 9}  | both global_batch and global_batch_tokens
            {global_batch_tokens: 9}                   | at least one sequence
            {phase: pretrian}                          | one of pretrain, sft, lora
            {lora_rank: 4}                             | the phase is pretrain
            {phase: lora, lora_rank: 1e5}              | a rank from 1 to 65,536
            {precision: int8}                          | a precision to train in
            {dayz: 3}                                  | unknown field dayz
            """)
    void aJobThatCannotBeIsRefusedWithItsPlace(String fields, String said) {
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> read("model: llama-3.1-70b\ntraining: " + fields + TARGET))
                .withMessageContaining(said).withMessageContaining("job.yaml, line 2");
    }

    @Test
    void servingAndTrainingExcludeEachOther() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> read("model: llama-3.1-70b\ntraining: {}\nlimits: {ttft_ms: 5}" + TARGET)).withMessageContaining("belongs to serving");
    }

    @Test
    void learnedPositionsLimitTheSequence() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> read("model: gpt3-175b\ntraining: {sequence_tokens: 4096}" + TARGET)).withMessageContaining("2,048 positions");
    }

    @Test
    void aChipSaysWhichPrecisionsItTrainsIn() {
        TrainingScenario scenario = read("model: llama-3.1-8b\ntraining: {precision: fp8}" + TARGET).scenario();
        Catalog catalog = Catalog.bundled();
        assertThat(scenario.computeOn(catalog.chip("h100-sxm"))).isEqualTo(Precision.FP8);
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> scenario.computeOn(catalog.chip("a100-sxm-80")))
                .withMessageContaining("cannot train in fp8").satisfies(e -> assertThat(e.mend()).contains("bf16").doesNotContain("int8"));
        assertThat(read("model: llama-3.1-8b\ntraining: {}" + TARGET).scenario().compute()).isEqualTo(Optional.empty());
    }
}
