package dev.podwright.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.TrainingOverheads;
import dev.podwright.calibration.TrainingTerm;
import dev.podwright.catalog.Catalog;
import dev.podwright.layout.Offload;
import dev.podwright.layout.Recompute;
import dev.podwright.layout.Sharding;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.layout.TrainingLayout.ContextKind;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.model.FlopConvention;
import dev.podwright.model.Models;
import dev.podwright.model.Quantization;
import dev.podwright.schedule.Schedule;
import dev.podwright.units.Spread;
import dev.podwright.workload.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
    private static final Catalog CATALOG = Catalog.bundled();
    private static final double BATCH = 512;

    private static Trainer trainer(String model, String pod, int chips, String software, Recipe.Phase phase) {
        return new Trainer(TrainingJob.of(Models.named(model), new Recipe(4096, BATCH, phase, Quantization.BF16),
                CATALOG.joined(CATALOG.pod(pod), chips), CATALOG.trainingSoftware(software), CATALOG, Calibration.bundled()));
    }

    private static Trainer trainer(String software) {
        return trainer("llama-3.1-70b", "superpod-h100", 256, software, Recipe.Phase.PRETRAIN);
    }

    private static TrainingSetup setup(int tensor, int data, int pipeline, int virtual, Schedule schedule, Sharding.Kind kind, Recompute recompute) {
        return new TrainingSetup(TrainingLayout.dense(tensor, data, pipeline, virtual), schedule, 1, new Sharding(kind, kind == Sharding.Kind.NONE ? 1 : data),
                recompute, Offload.NONE);
    }

    static List<TrainingSetup> setups() {
        Random random = new Random(7);
        List<TrainingSetup> setups = new ArrayList<>();
        while (setups.size() < 40) {
            int tensor = 1 << random.nextInt(4);
            int pipeline = 1 << random.nextInt(4);
            int data = 256 / tensor / pipeline;
            Schedule schedule = pipeline == 1 ? Schedule.ONE_F_ONE_B : Schedule.values()[random.nextInt(Schedule.values().length)];
            int virtual = schedule == Schedule.INTERLEAVED ? 5 : 1;
            Sharding.Kind kind = Sharding.Kind.values()[random.nextInt(pipeline > 1 ? 2 : 4)];
            Recompute recompute = List.of(Recompute.NONE, Recompute.SELECTIVE, Recompute.FULL, new Recompute.Full(0.5)).get(random.nextInt(4));
            TrainingSetup setup = setup(tensor, data, pipeline, virtual, schedule, kind, recompute);
            if (trainer("megatron-bridge-26.08").conflict(setup).isEmpty()) {
                setups.add(setup);
            }
        }
        return setups;
    }

    @ParameterizedTest
    @MethodSource("setups")
    void iterationsStayWithinPhysicsAndAgreeWithTheEstimateOfTheSearch(TrainingSetup setup) {
        Trainer trainer = trainer("megatron-bridge-26.08");
        Iteration iteration = trainer.iteration(setup);
        assertThat(iteration.hfu().high()).isLessThanOrEqualTo(1);
        assertThat(iteration.mfu(FlopConvention.NO_ATTENTION).value()).isLessThanOrEqualTo(iteration.hfu().value() * (1 + 1e-9));
        assertThat(iteration.bubble()).isBetween(0.0, 1.0);
        assertThat(iteration.overlaps()).allSatisfy(o -> assertThat(o.exposed()).isBetween(0.0, o.seconds() * (1 + 1e-9)));
        assertThat(trainer.seconds(setup)).isCloseTo(iteration.cost().seconds(), within(0.04 * iteration.cost().seconds()));
        assertThat(iteration.cost().seconds()).isGreaterThanOrEqualTo(trainer.timeline(setup).makespan() * (1 - 1e-9));
    }

    @Test
    void onOneRankAnIterationIsItsMicroBatchesAndTheOptimiser() {
        Trainer trainer = new Trainer(TrainingJob.of(Models.named("gpt3-5b"), new Recipe(2048, 8, Recipe.Phase.PRETRAIN, Quantization.BF16),
                CATALOG.adHoc("h100-sxm", 1), CATALOG.trainingSoftware("megatron-bridge-26.08"), CATALOG, Calibration.bundled()));
        Iteration iteration = trainer.iteration(setup(1, 1, 1, 1, Schedule.ONE_F_ONE_B, Sharding.Kind.NONE, Recompute.FULL));
        assertThat(iteration.bubble()).isCloseTo(0, within(1e-9));
        assertThat(iteration.overlaps()).isEmpty();
        assertThat(iteration.cost().children()).extracting(c -> c.name()).containsExactly("micro-batch", "optimiser.adam");
        assertThat(iteration.cost().children().getFirst().times()).isEqualTo(8);
    }

    @Test
    void moreMicroBatchesWaitForASmallerShareOfTheTime() {
        Trainer trainer = trainer("megatron-bridge-26.08");
        double few = trainer.iteration(setup(4, 8, 8, 1, Schedule.ONE_F_ONE_B, Sharding.Kind.ZERO1, Recompute.NONE)).bubble();
        double many = trainer.iteration(setup(8, 4, 8, 1, Schedule.ONE_F_ONE_B, Sharding.Kind.ZERO1, Recompute.NONE)).bubble();
        assertThat(many).isLessThan(few);
    }

    @Test
    void recomputationCostsTimeAndFlops() {
        Trainer trainer = trainer("megatron-bridge-26.08");
        Iteration none = trainer.iteration(setup(8, 4, 8, 1, Schedule.ONE_F_ONE_B, Sharding.Kind.ZERO1, Recompute.NONE));
        Iteration half = trainer.iteration(setup(8, 4, 8, 1, Schedule.ONE_F_ONE_B, Sharding.Kind.ZERO1, new Recompute.Full(0.5)));
        Iteration full = trainer.iteration(setup(8, 4, 8, 1, Schedule.ONE_F_ONE_B, Sharding.Kind.ZERO1, Recompute.FULL));
        assertThat(none.cost().seconds()).isLessThan(half.cost().seconds());
        assertThat(half.cost().seconds()).isLessThan(full.cost().seconds());
        assertThat(half.hardwareFlops()).isCloseTo((none.hardwareFlops() + full.hardwareFlops()) / 2, within(none.hardwareFlops() * 1e-9));
        double mfu = none.mfu(FlopConvention.FULL_ATTENTION).value() / full.mfu(FlopConvention.FULL_ATTENTION).value();
        assertThat(mfu).isCloseTo(full.cost().seconds() / none.cost().seconds(), within(1e-9));
    }

    @Test
    void softwareThatOverlapsIsNotSlower() {
        TrainingSetup setup = setup(8, 4, 8, 1, Schedule.ONE_F_ONE_B, Sharding.Kind.ZERO1, Recompute.NONE);
        assertThat(trainer("megatron-bridge-26.08").seconds(setup)).isLessThan(trainer("megatron-lm-2022").seconds(setup));
    }

    @Test
    void adaptersTrainFasterThanAllWeights() {
        TrainingSetup setup = setup(4, 64, 1, 1, Schedule.ONE_F_ONE_B, Sharding.Kind.ZERO3, Recompute.NONE);
        double all = trainer("megatron-bridge-26.08").seconds(setup);
        double lora = trainer("llama-3.1-70b", "superpod-h100", 256, "megatron-bridge-26.08", Recipe.Phase.LORA).seconds(setup);
        assertThat(lora).isBetween(0.5 * all, 0.9 * all);
    }

    @Test
    void gradientsAreDividedForEveryMicroBatchOutsidePipelinesOnly() {
        Trainer trainer = trainer("megatron-bridge-26.08");
        double piped = trainer.seconds(setup(8, 4, 8, 1, Schedule.ONE_F_ONE_B, Sharding.Kind.ZERO2, Recompute.NONE));
        assertThat(piped).isEqualTo(trainer.seconds(setup(8, 4, 8, 1, Schedule.ONE_F_ONE_B, Sharding.Kind.ZERO1, Recompute.NONE)));
        double whole = trainer.seconds(setup(8, 32, 1, 1, Schedule.ONE_F_ONE_B, Sharding.Kind.ZERO2, Recompute.NONE));
        assertThat(whole).isGreaterThan(trainer.seconds(setup(8, 32, 1, 1, Schedule.ONE_F_ONE_B, Sharding.Kind.ZERO1, Recompute.NONE)));
    }

    @ParameterizedTest
    @EnumSource(ContextKind.class)
    void contextParallelismExchangesWhatAttentionNeeds(ContextKind kind) {
        Trainer trainer = trainer("megatron-bridge-26.08");
        TrainingSetup setup = new TrainingSetup(new TrainingLayout(4, true, 2, kind, 8, 4, 1, 1, 1), Schedule.ONE_F_ONE_B, 1,
                new Sharding(Sharding.Kind.ZERO1, 16), Recompute.NONE, Offload.NONE);
        assertThat(trainer.iteration(setup).overlaps()).extracting(Overlap::name).contains("context parallelism");
    }

    @Test
    void dualPipeHidesExpertExchanges() {
        Trainer trainer = new Trainer(TrainingJob.of(Models.named("deepseek-v3"), new Recipe(4096, 4096, Recipe.Phase.PRETRAIN, Quantization.BF16),
                CATALOG.joined(CATALOG.pod("deepseek-h800-2048"), 1024), CATALOG.trainingSoftware("nemo-24.07"), CATALOG, Calibration.bundled()));
        TrainingLayout layout = new TrainingLayout(1, false, 1, ContextKind.RING, 64, 16, 1, 64, 1);
        Iteration plain = trainer.iteration(new TrainingSetup(layout, Schedule.ONE_F_ONE_B, 1, new Sharding(Sharding.Kind.ZERO1, 64), Recompute.FULL, Offload.NONE));
        Iteration dual = trainer.iteration(new TrainingSetup(layout, Schedule.DUAL_PIPE, 1, new Sharding(Sharding.Kind.ZERO1, 64), Recompute.FULL, Offload.NONE));
        assertThat(dual.cost().seconds()).isLessThan(plain.cost().seconds());
        assertThat(dual.cost().children()).extracting(c -> c.name()).contains("micro-batch.paired");
    }

    @Test
    void offloadedActivationsTakeTheHostLink() {
        Trainer trainer = trainer("megatron-bridge-26.08");
        TrainingSetup kept = setup(8, 4, 8, 1, Schedule.ONE_F_ONE_B, Sharding.Kind.ZERO1, Recompute.NONE);
        TrainingSetup sent = new TrainingSetup(kept.layout(), kept.schedule(), 1, kept.sharding(), Recompute.NONE, new Offload(1, true));
        assertThat(trainer.memory(sent).fullest().bytes()).isLessThan(trainer.memory(kept).fullest().bytes());
        assertThat(trainer.iteration(sent).overlaps()).extracting(Overlap::name).contains("activations to the host");
        assertThat(trainer.seconds(sent)).isGreaterThan(trainer.seconds(kept));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt3-175b", "deepseek-v3"})
    void equalQuestionsHaveEqualAnswersOnAnyThread(String model) {
        Trainer trainer = trainer(model, "superpod-h100", 256, "megatron-bridge-26.08", Recipe.Phase.PRETRAIN);
        TrainingSetup setup = setup(8, 16, 2, 1, Schedule.ONE_F_ONE_B, Sharding.Kind.ZERO1, Recompute.FULL);
        double once = trainer.seconds(setup);
        assertThat(IntStream.range(0, 64).parallel().mapToDouble(_ -> trainer.seconds(setup)).distinct().toArray()).containsExactly(once);
    }

    @Test
    void whatCannotBeLaidOutIsSaidWithNumbers() {
        Trainer trainer = trainer("megatron-bridge-26.08");
        TrainingSetup twice = setup(8, 8, 8, 1, Schedule.ONE_F_ONE_B, Sharding.Kind.ZERO1, Recompute.NONE);
        assertThat(trainer.conflict(twice)).hasValueSatisfying(c -> assertThat(c).contains("512", "256"));
        assertThatThrownBy(() -> trainer.iteration(twice)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("512");
        TrainingSetup odd = setup(8, 3, 8, 1, Schedule.ONE_F_ONE_B, Sharding.Kind.ZERO1, Recompute.NONE);
        assertThat(trainer.conflict(odd)).hasValueSatisfying(c -> assertThat(c).contains("global batch of 512"));
        TrainingSetup deep = setup(1, 2, 128, 1, Schedule.ONE_F_ONE_B, Sharding.Kind.ZERO1, Recompute.NONE);
        assertThat(trainer.conflict(deep)).hasValueSatisfying(c -> assertThat(c).contains("128 pipeline parts", "80 layers"));
    }

    @ParameterizedTest
    @MethodSource("setups")
    void aTrainerOfAChangedJobPredictsWhatOneOfItsOwnDoes(TrainingSetup setup) {
        Trainer trainer = trainer("megatron-bridge-26.08");
        TrainingJob job = trainer.job();
        Recipe twice = new Recipe(job.recipe().sequence(), 2 * BATCH, job.recipe().phase(), job.recipe().quantization(), job.recipe().loraRank());
        TrainingJob sharing = new TrainingJob(job.model(), twice, job.pod(), job.chip(), job.rankChip(), job.software(), job.kernels(), job.fabric(),
                job.overheads());
        TrainingJob apart = TrainingJob.of(job.model(), twice, job.pod(), job.software(), CATALOG, Calibration.bundled());
        trainer.seconds(setup);

        assertThat(trainer.changed(sharing).seconds(setup)).isEqualTo(new Trainer(apart).seconds(setup)).isGreaterThan(trainer.seconds(setup));
        assertThat(trainer.changed(apart).seconds(setup)).isEqualTo(new Trainer(apart).seconds(setup));
    }

    /// Without recorded steps.
    private static TrainingJob eager(TrainingJob job, TrainingOverheads overheads) {
        return new TrainingJob(job.model(), job.recipe(), job.pod(), job.chip(), job.rankChip(), job.software().withGraphs(false), job.kernels(),
                job.fabric(), overheads);
    }

    private static Trainer slowed(String software, TrainingTerm term, double value) {
        TrainingJob job = eager(trainer(software).job(), TrainingOverheads.NONE);
        return new Trainer(job.with(new TrainingOverheads(Map.of(term, value), Optional.of(Spread.factor(1.1)), "because of this")));
    }

    @ParameterizedTest
    @MethodSource("setups")
    void aFactorOnAllWorkIsAFactorOnTheIteration(TrainingSetup setup) {
        double alone = new Trainer(trainer("megatron-bridge-26.08").job().with(TrainingOverheads.NONE)).iteration(setup).seconds().value();
        Iteration slowed = slowed("megatron-bridge-26.08", TrainingTerm.WORK, 0.2).iteration(setup);
        assertThat(slowed.seconds().value()).isCloseTo(Math.exp(0.2) * alone, within(1e-3 * alone));
        assertThat(slowed.seconds().high()).isCloseTo(1.1 * slowed.seconds().value(), within(1e-9 * alone));
        assertThat(slowed.cost().why()).contains("because of this");
        assertThat(slowed.cost().leaves().stream().mapToDouble(c -> c.times() * c.seconds()).sum())
                .isCloseTo(slowed.seconds().value(), within(1e-3 * alone));
    }

    @ParameterizedTest
    @EnumSource(TrainingTerm.class)
    void moreOverheadNeverMakesAnIterationFaster(TrainingTerm term) {
        for (TrainingSetup setup : setups().subList(0, 8)) {
            double before = 0;
            for (double value : new double[] {0, 0.05, 0.2, 0.5}) {
                double seconds = slowed("megatron-bridge-26.08", term, value).seconds(setup);
                assertThat(seconds).isGreaterThanOrEqualTo(before);
                before = seconds;
            }
        }
    }

    @Test
    void noOverheadMakesAnIterationFasterThanAnIdealMachine() {
        Iteration iteration = slowed("megatron-bridge-26.08", TrainingTerm.WORK, -5).iteration(setups().getFirst());
        assertThat(iteration.cost().leaves()).allSatisfy(leaf -> assertThat(leaf.seconds()).isGreaterThanOrEqualTo(leaf.ideal()));
    }

    @Test
    void theHostCostsTimeOnlyWhereStepsAreNotRecorded() {
        TrainingSetup setup = new TrainingSetup(new TrainingLayout(1, false, 1, ContextKind.RING, 64, 4, 1, 8, 1), Schedule.ONE_F_ONE_B, 1,
                new Sharding(Sharding.Kind.ZERO1, 64), Recompute.NONE, Offload.NONE);
        TrainingOverheads overheads = new TrainingOverheads(Map.of(TrainingTerm.HOST_MIXTURE, 1e-3), Optional.empty(), "");
        TrainingJob job = eager(trainer("qwen3-30b-a3b", "superpod-h100", 256, "megatron-bridge-26.08", Recipe.Phase.PRETRAIN).job(), overheads);
        TrainingJob recorded = new TrainingJob(job.model(), job.recipe(), job.pod(), job.chip(), job.rankChip(), job.software().withGraphs(true),
                job.kernels(), job.fabric(), overheads);
        assertThat(new Trainer(job).iteration(setup).cost().leaves()).anyMatch(c -> c.name().equals("software.overhead"));
        assertThat(new Trainer(recorded).iteration(setup).cost().leaves()).noneMatch(c -> c.name().equals("software.overhead"));
        assertThat(new Trainer(job).seconds(setup)).isGreaterThan(new Trainer(recorded).seconds(setup));
    }
}
