package dev.podwright.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.catalog.AttentionKernel;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.TrainingSoftware;
import dev.podwright.model.Models;
import dev.podwright.model.Quantization;
import dev.podwright.schedule.ChunkTimes;
import dev.podwright.schedule.Estimate;
import dev.podwright.schedule.Pipeline;
import dev.podwright.schedule.Schedule;
import dev.podwright.schedule.Timeline;
import dev.podwright.units.Precision;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What must hold of any training setup.
class TrainingMemoryInvariantsTest {
    private static final List<String> NAMES = List.of("llama-3.1-70b", "gpt3-175b", "mixtral-8x7b", "deepseek-v3", "qwen3-235b-a22b", "nemotron-3-nano",
            "gemma-2-27b", "kimi-k2");
    private static final double ROUNDING = 1 + 1e-9;

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    private static final class Sample {
        private final Random random;
        private final TrainingBudget budget;
        private final boolean mixture;

        Sample(int seed) {
            random = new Random(seed);
            String name = NAMES.get(random.nextInt(NAMES.size()));
            mixture = Models.named(name).mixture();
            Precision p = random.nextBoolean() ? Precision.BF16 : Precision.FP8;
            TrainingSoftware software = new TrainingSoftware("test", "Test", List.of(), random.nextBoolean() ? AttentionKernel.CURRENT : AttentionKernel.UNFUSED, random.nextBoolean(),
                    random.nextBoolean() ? Precision.BF16 : Precision.FP32, true, true, true, true, true, false, false, "made up");
            int lora = random.nextInt(4) == 0 ? 16 : 0;
            budget = new TrainingBudget(Models.named(name), new Quantization(p, p, Precision.BF16), Catalog.bundled().chip("h100-sxm"), software,
                    1 << (10 + random.nextInt(6)), lora);
        }

        TrainingSetup setup() {
            int tensor = 2 << random.nextInt(2);
            int data = 4 << random.nextInt(3);
            int pipeline = 1 << random.nextInt(4);
            int experts = mixture ? 2 << random.nextInt(2) : 1;
            boolean interleaved = pipeline > 1 && random.nextBoolean();
            TrainingLayout layout = new TrainingLayout(tensor, random.nextBoolean(), 1 + random.nextInt(2), TrainingLayout.ContextKind.RING, data,
                    pipeline, interleaved ? 2 : 1, experts, 1);
            Recompute[] recomputes = {Recompute.NONE, Recompute.SELECTIVE, Recompute.FULL};
            Sharding.Kind[] kinds = Sharding.Kind.values();
            return new TrainingSetup(layout, interleaved ? Schedule.INTERLEAVED : Schedule.ONE_F_ONE_B, 1 + random.nextInt(2),
                    new Sharding(kinds[random.nextInt(kinds.length)], data * layout.context()), recomputes[random.nextInt(3)],
                    random.nextBoolean() ? Offload.NONE : new Offload(random.nextDouble(), random.nextBoolean()));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void more_tensor_ranks_never_need_more(int seed) {
        Sample sample = new Sample(seed);
        TrainingSetup s = sample.setup();
        TrainingLayout l = s.layout();
        TrainingLayout twice = new TrainingLayout(2 * l.tensor(), l.sequence(), l.context(), l.contextKind(), l.data(), l.pipeline(), l.virtualStages(),
                l.experts(), l.expertTensor());
        TrainingSetup more = new TrainingSetup(twice, s.schedule(), s.microBatch(), s.sharding(), s.recompute(), s.offload());
        assertThat(sample.budget.peak(more, 32)).isLessThanOrEqualTo(sample.budget.peak(s, 32) * ROUNDING);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sharding_more_never_needs_more(int seed) {
        Sample sample = new Sample(seed);
        TrainingSetup s = sample.setup();
        double before = Double.POSITIVE_INFINITY;
        for (int ranks : new int[] {s.sharding().ranks() / 2, s.sharding().ranks()}) {
            TrainingSetup sharded = new TrainingSetup(s.layout(), s.schedule(), s.microBatch(), new Sharding(s.sharding().kind(), ranks), s.recompute(), s.offload());
            assertThat(sample.budget.peak(sharded, 32)).isLessThanOrEqualTo(before);
            before = sample.budget.peak(sharded, 32);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void recomputing_more_never_needs_more(int seed) {
        Sample sample = new Sample(seed);
        TrainingSetup s = sample.setup();
        double before = Double.POSITIVE_INFINITY;
        for (Recompute recompute : List.of(Recompute.NONE, Recompute.SELECTIVE, Recompute.FULL)) {
            TrainingSetup other = new TrainingSetup(s.layout(), s.schedule(), s.microBatch(), s.sharding(), recompute, Offload.NONE);
            assertThat(sample.budget.peak(other, 32)).isLessThanOrEqualTo(before * ROUNDING);
            before = sample.budget.peak(other, 32);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void more_micro_batches_never_need_less(int seed) {
        Sample sample = new Sample(seed);
        TrainingSetup s = sample.setup();
        double before = 0;
        for (int microBatches = s.layout().pipeline(); microBatches <= 4 * s.layout().pipeline(); microBatches *= 2) {
            assertThat(sample.budget.peak(s, microBatches)).isGreaterThanOrEqualTo(before);
            before = sample.budget.peak(s, microBatches);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_fast_peak_is_the_sum_of_the_terms(int seed) {
        Sample sample = new Sample(seed);
        TrainingSetup s = sample.setup();
        TrainingMemory memory = sample.budget.memory(s, 32);
        assertThat(sample.budget.peak(s, 32)).isCloseTo(memory.fullest().bytes(), within(1.0));
        assertThat(memory.stages()).hasSize(s.layout().pipeline())
                .allSatisfy(stage -> assertThat(stage.terms()).allSatisfy(term -> assertThat(term.bytes()).isPositive().isFinite()));
    }

    @ParameterizedTest
    @EnumSource(Schedule.class)
    void chunks_hold_together_what_the_device_holds(Schedule schedule) {
        Pipeline pipeline = new Pipeline(schedule, 4, schedule == Schedule.INTERLEAVED ? 3 : 1, 16);
        ChunkTimes[][] times = new ChunkTimes[4][pipeline.chunksHeld()];
        Arrays.stream(times).forEach(device -> Arrays.fill(device, new ChunkTimes(1, 1, 1)));
        Timeline timeline = Timeline.of(pipeline, times, 0);
        for (int device = 0; device < 4; device++) {
            double sum = 0;
            for (int chunk = 0; chunk < pipeline.chunksHeld(); chunk++) {
                double held = InFlight.chunk(pipeline, InFlight.device(pipeline, device), device, chunk);
                assertThat(held).isLessThanOrEqualTo(timeline.held(device, chunk));
                sum += held;
            }
            assertThat(sum).isEqualTo(Estimate.held(pipeline, device));
        }
    }

    @ParameterizedTest
    @EnumSource(Schedule.class)
    void memory_over_time_peaks_at_the_peak(Schedule schedule) {
        TrainingLayout layout = TrainingLayout.dense(2, 4, 4, schedule == Schedule.INTERLEAVED ? 2 : 1);
        TrainingSetup setup = new TrainingSetup(layout, schedule, 1, new Sharding(Sharding.Kind.ZERO1, 4), Recompute.NONE, Offload.NONE);
        TrainingBudget budget = new TrainingBudget(Models.named("gpt3-175b"), Quantization.BF16, Catalog.bundled().chip("h100-sxm"),
                new TrainingSoftware("test", "Test", List.of(), AttentionKernel.CURRENT, true, Precision.FP32, true, true, true, true, true, false, false, "made up"), 2048, 0);
        Pipeline pipeline = setup.pipeline(64);
        ChunkTimes[][] times = new ChunkTimes[4][pipeline.chunksHeld()];
        Arrays.stream(times).forEach(device -> Arrays.fill(device, new ChunkTimes(1, 1, 1)));
        TrainingMemory memory = budget.memory(setup, 16);
        for (MemoryOverTime stage : MemoryOverTime.of(budget, setup, Timeline.of(pipeline, times, 0))) {
            double reserve = memory.stages().get(stage.stage()).terms().stream().filter(t -> t.name().equals("fragmentation reserve")).mapToDouble(MemoryTerm::bytes).sum();
            double whole = memory.stages().get(stage.stage()).bytes() - reserve;
            assertThat(stage.peak()).isBetween(0.97 * whole, whole * ROUNDING);
            assertThat(stage.points().getLast().bytes()).isCloseTo(stage.resident(), within(1.0));
        }
    }
}
