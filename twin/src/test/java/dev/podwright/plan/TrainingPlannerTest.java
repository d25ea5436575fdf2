package dev.podwright.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Pod;
import dev.podwright.layout.Recompute;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.model.Models;
import dev.podwright.model.Quantization;
import dev.podwright.scenario.Target;
import dev.podwright.scenario.TrainingScenario;
import dev.podwright.training.TrainingJob;
import dev.podwright.workload.Budget;
import dev.podwright.workload.Recipe;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingPlannerTest {
    private static final Catalog CATALOG = Catalog.bundled();
    private static final Calibration CALIBRATION = Calibration.bundled();
    private static final double DAY = 86400;
    /// One plan for all tests that only look at it.
    private static final TrainingPodPlan LLAMA = plan("llama-3.1-8b", "dgx-h100", 16, budget(1e12, 0));

    @Test
    void theBestIsFasterThanAllRunnersUpAndThemOfOtherKinds() {
        Set<Timed.Kind> kinds = new HashSet<>();
        double best = LLAMA.best().orElseThrow().iteration().seconds().value();

        assertThat(LLAMA.runnersUp()).isNotEmpty().hasSizeLessThanOrEqualTo(3).allMatch(o -> o.iteration().seconds().value() >= best);
        assertThat(kinds.add(Timed.Kind.of(LLAMA.best().get().setup()))).isTrue();
        assertThat(LLAMA.runnersUp()).allMatch(o -> kinds.add(Timed.Kind.of(o.setup())));
    }

    @Test
    void aRunLastsAsLongAsItsTokensTakeAndUsesItsPowerMeanwhile() {
        TrainingOption best = LLAMA.best().orElseThrow();
        TrainingRun run = best.run().orElseThrow();

        assertThat(run.seconds().value()).isCloseTo(1e12 / best.iteration().tokensPerSecond().value(), within(1e-6 * run.seconds().value()));
        assertThat(run.days().value()).isCloseTo(run.seconds().value() / DAY, within(1e-9));
        assertThat(run.joules().orElseThrow()).isEqualTo(best.bill().watts().orElseThrow() * run.seconds().value());
        assertThat(LLAMA.notes()).contains(TrainingRun.NOT_COUNTED);
    }

    @Test
    void noPointOfTheParetoFrontBettersAnother() {
        assertThat(LLAMA.pareto()).isNotEmpty().allSatisfy(p -> assertThat(LLAMA.pareto()).noneMatch(q -> q != p
                && q.chips() <= p.chips() && q.seconds() <= p.seconds() && q.memory() <= p.memory()));
        assertThat(LLAMA.pareto()).anyMatch(p -> p.setup().equals(LLAMA.best().orElseThrow().setup()));
        assertThat(LLAMA.pareto().stream().map(ParetoPoint::chips).distinct().count()).isGreaterThan(1);
    }

    @Test
    void betterHardwareNeverBringsALossAndOnlyWhatIsThereIsChanged() {
        assertThat(LLAMA.effects()).extracting(Effect::change).contains("half as much memory again per card", "twice the memory bandwidth",
                "twice the scale-up bandwidth", "twice the scale-out bandwidth", "matrix products in fp8", "half the global batch", "twice the global batch");
        assertThat(LLAMA.effects()).filteredOn(e -> e.change().contains("memory") || e.change().contains("bandwidth")).allMatch(e -> e.gain() >= -1e-9);

        TrainingPodPlan server = plan("llama-3.1-8b", "atlas-800-a2", 8, Budget.OPEN);
        assertThat(server.effects()).extracting(Effect::change).doesNotContain("twice the scale-out bandwidth", "matrix products in fp8");
    }

    @Test
    void twiceTheMemoryBandwidthReallyHelps() {
        assertThat(LLAMA.effects()).filteredOn(e -> e.change().equals("twice the memory bandwidth")).allMatch(e -> e.gain() > 0.001);
    }

    @Test
    void anUnchangedJobHasNoEffect() {
        TrainingSession session = TrainingSession.of(LLAMA.job());
        Found found = session.search().run(16);
        Found again = TrainingSession.of(LLAMA.job()).search().run(16);

        assertThat(again.best()).isEqualTo(found.best());
    }

    @ParameterizedTest
    @CsvSource({"8,16", "16,32", "32,48", "16,64"})
    void moreCardsNeverTrainFewerTokens(int few, int many) {
        assertThat(rate(plan("llama-3.1-8b", "dgx-h100", many, Budget.OPEN))).isGreaterThanOrEqualTo(rate(plan("llama-3.1-8b", "dgx-h100", few, Budget.OPEN)));
    }

    @Test
    void aGrowingPodTakesTheFewestCardsThatMakeItInTime() {
        TrainingPodPlan plan = plan("llama-3.1-8b", new Target(CATALOG.pod("dgx-h100"), true), budget(1e12, 60));
        TrainingOption best = plan.best().orElseThrow();

        assertThat(best.run().orElseThrow().days().value()).isLessThanOrEqualTo(60);
        assertThat(plan.cards()).isEqualTo(best.chips());
        TrainingPodPlan fewer = plan("llama-3.1-8b", "dgx-h100", best.chips() / 2, budget(1e12, 60));
        assertThat(fewer.best()).isEmpty();
        assertThat(fewer.nearest()).singleElement().satisfies(r -> {
            assertThat(r.constraint()).isEqualTo(Constraint.TIME);
            assertThat(r.margin()).isGreaterThan(1);
            assertThat(r.detail()).contains("60.0 allowed");
        });
    }

    @Test
    void whatDoesNotFitNamesTheLargestTermAndWhereItWouldFit() {
        TrainingPodPlan plan = plan("llama-3.1-405b", "dgx-h100", 8, Budget.OPEN);

        assertThat(plan.best()).isEmpty();
        assertThat(plan.nearest()).singleElement().satisfies(r -> assertThat(r.detail()).contains("GiB short", "largest:"));
        assertThat(plan.reason()).contains("does not fit", "The nearest that fits takes");
    }

    @Test
    void theReasonComparesTheWinnerWithTheRunnerUp() {
        assertThat(LLAMA.reason()).contains("An iteration takes", LLAMA.runnersUp().getFirst().setup().label(), "The fullest rank holds");
    }

    @Test
    void theFasterOfTwoPodsWins() {
        List<Target> targets = List.of(new Target(CATALOG.pod("dgx-a100"), false), new Target(CATALOG.pod("dgx-h100"), false));
        TrainingPlan plan = new TrainingPlanner(CATALOG, CALIBRATION).plan(scenario("llama-3.1-8b", targets, Budget.OPEN));

        assertThat(plan.winner().orElseThrow().target().pod().id()).isEqualTo("dgx-h100");
        assertThat(plan.reason()).contains("tokens/s");
    }

    @ParameterizedTest
    @CsvSource({"llama-3.1-70b,superpod-h100,256", "deepseek-v3,superpod-h100,256"})
    void boundsAreNeverAboveWhatTheyBound(String model, String pod, int chips) {
        TrainingSession session = TrainingSession.of(job(model, CATALOG.joined(CATALOG.pod(pod), chips)));
        Oracle oracle = session.search().oracle();
        Space space = session.search().space();
        List<TrainingSetup> setups = space.shapes(chips, new Tally()).stream().flatMap(s -> new Variants(space, s, TrainingSearch.NO_OFFLOAD).all().stream())
                .map(v -> v.with(Recompute.NONE)).filter(s -> s.microBatch() == 1 && oracle.conflict(s).isEmpty()).toList();

        assertThat(setups).isNotEmpty();
        for (int i = 0; i < setups.size(); i += 1 + setups.size() / 300) {
            TrainingSetup setup = setups.get(i);
            double seconds = session.trainer().seconds(setup);
            assertThat(oracle.floor(setup)).as("floor of %s", setup).isLessThanOrEqualTo(seconds);
            assertThat(session.trainer().least(setup)).as("least of %s", setup).isLessThanOrEqualTo(seconds * (1 + 1e-9));
        }
    }

    private static TrainingJob job(String model, Pod pod) {
        Recipe recipe = new Recipe(4096, 512, Recipe.Phase.PRETRAIN, Quantization.BF16);
        return TrainingJob.of(Models.named(model), recipe, pod, CATALOG.usualTrainingSoftware("NVIDIA"), CATALOG, CALIBRATION);
    }

    private static double rate(TrainingPodPlan plan) {
        return plan.best().orElseThrow().iteration().tokensPerSecond().value();
    }

    private static Budget budget(double tokens, double days) {
        return new Budget(OptionalDouble.of(tokens), days == 0 ? OptionalDouble.empty() : OptionalDouble.of(days * DAY));
    }

    private static TrainingPodPlan plan(String model, String pod, int chips, Budget budget) {
        Pod named = CATALOG.pod(pod);
        return plan(model, new Target(chips == named.chips() ? named : CATALOG.joined(named, chips), false), budget);
    }

    private static TrainingPodPlan plan(String model, Target target, Budget budget) {
        return new TrainingPlanner(CATALOG, CALIBRATION).plan(scenario(model, List.of(target), budget)).pods().getFirst();
    }

    private static TrainingScenario scenario(String model, List<Target> targets, Budget budget) {
        return new TrainingScenario(Models.named(model), 4096, 512, Recipe.Phase.PRETRAIN, 0, budget, Optional.empty(), Optional.empty(), targets);
    }
}
