package dev.podwright.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
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
        return new TrainingSoftware("test", "Test", List.of("NVIDIA"), flash, true, gradients, true, true, true, true, false, false, "made up");
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
}
