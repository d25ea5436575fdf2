package dev.podwright.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.AttentionKernel;
import dev.podwright.catalog.TrainingSoftware;
import dev.podwright.model.Architecture;
import dev.podwright.model.Models;
import dev.podwright.model.Parameters;
import dev.podwright.model.Quantization;
import dev.podwright.schedule.Schedule;
import dev.podwright.units.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingMemoryTest {
    private static final Chip H100 = Catalog.bundled().chip("h100-sxm");
    private static final Architecture GPT = Models.named("gpt-7.5b");

    private static TrainingSoftware software(boolean flash, Precision gradients) {
        return new TrainingSoftware("test", "Test", List.of("NVIDIA"), flash ? AttentionKernel.CURRENT : AttentionKernel.UNFUSED, true, gradients, true, true, true, true, true, false, false, "made up");
    }

    private static TrainingMemory memory(Architecture model, TrainingSetup setup, TrainingSoftware software) {
        return TrainingMemory.of(model, Quantization.BF16, setup, H100, software, 2048, 64, 0);
    }

    private static double states(TrainingMemory memory) {
        return term(memory, "weights") + term(memory, "gradients") + term(memory, "optimiser states");
    }

    private static double term(TrainingMemory memory, String name) {
        return memory.fullest().terms().stream().filter(t -> t.name().equals(name)).mapToDouble(MemoryTerm::bytes).sum();
    }

    /// ZeRO, arXiv 1910.02054, figure 1: 7.5 billion parameters on 64 ranks, 2 + 2 + 12 bytes per parameter.
    @ParameterizedTest
    @CsvSource({"NONE, 120", "ZERO1, 31.4", "ZERO2, 16.6", "ZERO3, 1.88"})
    void zero_divides_16_bytes_per_parameter(Sharding.Kind kind, double gigabytes) {
        TrainingSetup setup = new TrainingSetup(TrainingLayout.dense(1, 64, 1, 1), Schedule.ONE_F_ONE_B, 1, new Sharding(kind, 64),
                Recompute.NONE, Offload.NONE);
        double perParameter = states(memory(GPT, setup, software(true, Precision.BF16))) / Parameters.total(GPT);
        assertThat(perParameter * 7.5).isCloseTo(gigabytes, within(0.05));
    }

    /// Megatron-Core documentation, "Distributed Optimizer": bf16 parameters with fp32 gradients take 18, or 6 + 12/d bytes.
    @ParameterizedTest
    @CsvSource({"NONE, 1, 18", "ZERO1, 2, 12", "ZERO1, 8, 7.5", "ZERO1, 64, 6.1875"})
    void the_distributed_optimizer_leaves_6_bytes_and_a_share_of_12(Sharding.Kind kind, int ranks, double bytes) {
        TrainingSetup setup = new TrainingSetup(TrainingLayout.dense(1, ranks, 1, 1), Schedule.ONE_F_ONE_B, 1, new Sharding(kind, ranks),
                Recompute.NONE, Offload.NONE);
        assertThat(states(memory(GPT, setup, software(true, Precision.FP32))) / Parameters.total(GPT)).isCloseTo(bytes, within(1e-6));
    }

    @Test
    void the_first_stage_of_a_pipeline_holds_activations_of_as_many_micro_batches_as_stages() {
        TrainingSetup one = new TrainingSetup(TrainingLayout.dense(1, 1, 4, 1), Schedule.ONE_F_ONE_B, 1, Sharding.NONE, Recompute.NONE, Offload.NONE);
        List<StageMemory> stages = memory(GPT, one, software(true, Precision.FP32)).stages();
        // 36 layers: nine to a stage, 32 s b h and 4 bytes of statistics per head and token each
        double layer = 2048 * (32.0 * 4096 + 4 * 32);
        double first = stages.get(0).terms().stream().filter(t -> t.name().equals("activations")).findFirst().orElseThrow().bytes();
        assertThat(first).isEqualTo(4 * 9 * layer);
        double last = stages.get(3).terms().stream().filter(t -> t.name().equals("activations")).findFirst().orElseThrow().bytes();
        assertThat(last).isEqualTo(9 * layer + 4.0 * 2048 * 4096);
    }

    @Test
    void dualpipe_holds_weights_twice_and_one_micro_batch_more() {
        // DeepSeek-V3, arXiv 2412.19437, table 2: parameters 2x, activations PP + 1
        TrainingSetup once = new TrainingSetup(TrainingLayout.dense(1, 8, 4, 1), Schedule.ONE_F_ONE_B, 1, new Sharding(Sharding.Kind.ZERO1, 8),
                Recompute.NONE, Offload.NONE);
        TrainingSetup twice = new TrainingSetup(once.layout(), Schedule.DUAL_PIPE, 1, once.sharding(), once.recompute(), once.offload());
        TrainingSoftware software = software(true, Precision.FP32);
        // stages in the middle hold neither embedding nor head
        List<MemoryTerm> one = memory(GPT, once, software).stages().get(1).terms();
        List<MemoryTerm> two = memory(GPT, twice, software).stages().get(1).terms();
        assertThat(bytes(two, "weights")).isEqualTo(2 * bytes(one, "weights"));
        assertThat(bytes(two, "optimiser states")).isCloseTo(bytes(one, "optimiser states"), within(1.0));
        assertThat(bytes(two, "activations")).isCloseTo(bytes(one, "activations") / 3 * 5, within(1.0));
    }

    @Test
    void adapters_alone_have_gradients_and_optimiser_states() {
        TrainingSetup setup = new TrainingSetup(TrainingLayout.dense(1, 1, 1, 1), Schedule.ONE_F_ONE_B, 1, Sharding.NONE, Recompute.NONE, Offload.NONE);
        Architecture llama = Models.named("llama-2-7b");
        TrainingMemory memory = TrainingMemory.of(llama, Quantization.BF16, setup, H100, software(true, Precision.FP32), 4096, 8, 16);
        // rank 16 beside qkv (4096 + 12288), output (2 x 4096), gate and up (4096 + 22016), down (11008 + 4096) of 32 layers
        double adapters = 32 * 16.0 * (4096 + 12288 + 2 * 4096 + 4096 + 22016 + 11008 + 4096);
        assertThat(term(memory, "gradients")).isEqualTo(4 * adapters);
        assertThat(term(memory, "optimiser states")).isEqualTo(12 * adapters);
        assertThat(term(memory, "weights")).isEqualTo(2 * (Parameters.total(llama) + adapters));
    }

    @Test
    void both_ends_of_a_pipeline_hold_a_tied_table() {
        TrainingSetup setup = new TrainingSetup(TrainingLayout.dense(1, 1, 4, 1), Schedule.ONE_F_ONE_B, 1, Sharding.NONE, Recompute.NONE, Offload.NONE);
        double all = memory(GPT, setup, software(true, Precision.FP32)).stages().stream().mapToDouble(s -> bytes(s.terms(), "weights")).sum();
        assertThat(all).isEqualTo(2.0 * (Parameters.total(GPT) + (double) GPT.vocabulary() * GPT.hidden()));
    }

    @Test
    void experts_are_sharded_among_the_ranks_that_hold_copies_of_them() {
        Architecture mixtral = Models.named("mixtral-8x7b");
        TrainingLayout layout = new TrainingLayout(1, false, 1, TrainingLayout.ContextKind.RING, 16, 1, 1, 8, 1);
        TrainingSetup setup = new TrainingSetup(layout, Schedule.ONE_F_ONE_B, 1, new Sharding(Sharding.Kind.ZERO1, 16), Recompute.NONE, Offload.NONE);
        double experts = 32 * 3.0 * 4096 * 14336;
        double rest = Parameters.total(mixtral) - 8 * experts;
        // one expert per rank, two copies of it; the rest on 16 ranks
        assertThat(term(memory(mixtral, setup, software(true, Precision.FP32)), "optimiser states"))
                .isCloseTo(12 * (experts / 2 + rest / 16), within(16.0));
    }

    @Test
    void offloaded_layers_leave_the_device() {
        TrainingSetup setup = new TrainingSetup(TrainingLayout.dense(1, 1, 1, 1), Schedule.ONE_F_ONE_B, 1, Sharding.NONE, Recompute.NONE, new Offload(0.5, true));
        TrainingMemory memory = memory(GPT, setup, software(true, Precision.FP32));
        double layer = 2048 * (32.0 * 4096 + 4 * 32);
        assertThat(term(memory, "activations")).isEqualTo(18 * layer + 4.0 * 2048 * 4096);
        assertThat(term(memory, "optimiser states")).isZero();
    }

    private static double bytes(List<MemoryTerm> terms, String name) {
        return terms.stream().filter(t -> t.name().equals(name)).mapToDouble(MemoryTerm::bytes).sum();
    }
}
