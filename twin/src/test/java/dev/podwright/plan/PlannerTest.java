package dev.podwright.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.model.Models;
import dev.podwright.scenario.PrecisionWish;
import dev.podwright.scenario.Scenario;
import dev.podwright.scenario.Scenario.Mode;
import dev.podwright.scenario.Target;
import dev.podwright.serving.ClassPerformance;
import dev.podwright.serving.Performance;
import dev.podwright.step.Speculation;
import dev.podwright.units.Precision;
import dev.podwright.workload.Demand;
import dev.podwright.workload.Images;
import dev.podwright.workload.Lengths;
import dev.podwright.workload.Limits;
import dev.podwright.workload.Load;
import dev.podwright.workload.RequestClass;
import dev.podwright.workload.RequestMix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlannerTest {
    private static final Catalog CATALOG = Catalog.bundled();
    private static final Lengths CHAT = new Lengths(2000, 500, 0);
    private static final Limits FLUENT = new Limits(2, 0.05);

    @ParameterizedTest
    @EnumSource(Mode.class)
    void theBestMeetsTheLimitsAndTheRate(Mode mode) {
        PodPlan pod = plan("llama-3.1-70b", "h200-8", new Load.Rate(20), FLUENT, mode);
        assertThat(pod.best()).isPresent();
        Option best = pod.best().get();
        assertThat(best.performance().ttft().value()).isLessThanOrEqualTo(2);
        assertThat(best.performance().tpot().value()).isLessThanOrEqualTo(0.05);
        assertThat(best.performance().requestsPerSecond().value()).isCloseTo(20, within(0.02));
        assertThat(best.capacity().value()).isGreaterThanOrEqualTo(20 * 0.999);
    }

    @Test
    void noRunnerUpNeedsFewerChips() {
        PodPlan pod = plan("llama-3.1-70b", "h200-8", new Load.Rate(20), FLUENT, Mode.ANY);
        assertThat(pod.runnersUp()).isNotEmpty().allMatch(o -> o.chips() >= pod.best().orElseThrow().chips());
    }

    @ParameterizedTest
    @CsvSource({"1,2", "2,4", "5,20", "20,100"})
    void moreRequestsNeverNeedFewerChips(double low, double high) {
        assertThat(chips(high, FLUENT)).isGreaterThanOrEqualTo(chips(low, FLUENT));
    }

    @ParameterizedTest
    @CsvSource({"0.03,0.05", "0.05,0.1", "0.02,0.2"})
    void looserLimitsNeverNeedMoreChips(double tight, double loose) {
        assertThat(chips(20, new Limits(2, loose))).isLessThanOrEqualTo(chips(20, new Limits(2, tight)));
    }

    private static int chips(double rate, Limits limits) {
        return plan("llama-3.1-70b", "h200-8", new Load.Rate(rate), limits, Mode.ANY).best().orElseThrow().chips();
    }

    @ParameterizedTest
    @CsvSource({"AGGREGATED,llama-3.1-8b,256", "DISAGGREGATED,llama-3.1-8b,256", "DISAGGREGATED,qwen3-32b,500", "DISAGGREGATED,qwen3-32b,1",
        "AGGREGATED,qwen3-32b,1", "DISAGGREGATED,deepseek-r1,2000"})
    void asManyRequestsAreInsideAsClientsKeep(Mode mode, String model, double inFlight) {
        Option best = plan(model, "h200-8", new Load.Concurrency(inFlight), FLUENT, mode).best().orElseThrow();
        assertThat(best.performance().inFlight()).isCloseTo(inFlight, within(0.01 * inFlight));
        assertThat(best.performance().ttft().value()).isLessThanOrEqualTo(2 * (1 + 1e-9));
        assertThat(best.performance().tpot().value()).isLessThanOrEqualTo(0.05 * (1 + 1e-9));
    }

    @Test
    void withoutADemandAllChipsWorkIfThatServesMost() {
        PodPlan pod = plan("iflytekspark-13b", new Target(CATALOG.pod("atlas-800-a2"), false), new Load.Saturating(), FLUENT, Mode.ANY);
        double best = pod.best().orElseThrow().capacity().value();
        assertThat(pod.runnersUp()).allMatch(o -> o.capacity().value() <= best);
    }

    @Test
    void runnersUpAreOfOtherKindsAndOneIsOfTheOtherMode() {
        PodPlan pod = plan("llama-3.1-70b", "h200-8", new Load.Rate(20), FLUENT, Mode.ANY);
        List<String> kinds = new ArrayList<>(pod.runnersUp().stream().map(o -> o.deployment().kind()).toList());
        kinds.add(pod.best().orElseThrow().deployment().kind());
        assertThat(kinds).doesNotHaveDuplicates();
        assertThat(kinds).anyMatch(k -> k.startsWith("aggregated")).anyMatch(k -> k.startsWith("disaggregated"));
    }

    @Test
    void whatStandsInTheWayIsTheRoleThatNoLayoutFills() {
        PodPlan pod = plan("llama-3.1-405b", "atlas-800-a2", new Load.Rate(1), FLUENT, Mode.DISAGGREGATED);
        assertThat(pod.best()).isEmpty();
        assertThat(pod.nearest()).extracting(Rejection::role).containsExactly(Role.DECODE);
    }

    @Test
    void aPodThatCannotBePredictedDoesNotStopTheOthers() {
        Scenario scenario = new Scenario(Models.named("deepseek-r1"), new PrecisionWish(Optional.of(Precision.FP8), Optional.empty(), Optional.empty()),
                new Demand(CHAT, new Load.Rate(5), FLUENT), List.of(new Target(CATALOG.pod("dgx-a100"), true), new Target(CATALOG.pod("h20-8"), true)),
                Mode.ANY, Speculation.NONE);
        Plan plan = new Planner(CATALOG, Calibration.bundled()).plan(scenario);
        assertThat(plan.pods()).hasSize(1);
        assertThat(plan.unfit()).singleElement().satisfies(u -> assertThat(u.reason()).contains("a100-sxm-80", "fp8"));
    }

    @Test
    void openLoopsGetNoMoreThanTheyAskFor() {
        PodPlan pod = plan("llama-3.1-70b", "h200-8", new Load.Rate(20), FLUENT, Mode.ANY);
        assertThat(pod.best().orElseThrow().performance().requestsPerSecond().high()).isLessThanOrEqualTo(20 * (1 + 1e-6));
    }

    @Test
    void impossibleLimitsNameTheBestThatCanBeHad() {
        PodPlan pod = plan("llama-3.1-405b", "dgx-a100", new Load.Rate(1), new Limits(2, 0.0005), Mode.AGGREGATED);
        assertThat(pod.best()).isEmpty();
        assertThat(pod.nearest()).singleElement().satisfies(nearest -> {
            assertThat(nearest.constraint()).isEqualTo(Constraint.TPOT);
            assertThat(nearest.margin()).isGreaterThan(1);
        });
    }

    @Test
    void aModelTooLargeForThePodNamesTheLargestTerm() {
        Target one = new Target(CATALOG.adHoc("l40s", 1), false);
        PodPlan pod = plan("llama-3.1-70b", one, new Load.Saturating(), FLUENT, Mode.ANY);
        assertThat(pod.best()).isEmpty();
        assertThat(pod.nearest()).isNotEmpty().allMatch(n -> n.constraint() == Constraint.MEMORY && n.detail().contains("weights"));
    }

    private static final RequestMix MIX = new RequestMix(List.of(
            new RequestClass("chat", 0.5, CHAT, Images.NONE),
            new RequestClass("documents", 0.3, new Lengths(20_000, 100, 0), Images.NONE),
            new RequestClass("thought", 0.2, new Lengths(200, 3000, 0), Images.NONE)), List.of(), List.of());

    @ParameterizedTest
    @CsvSource({"AGGREGATED,300", "DISAGGREGATED,300", "AGGREGATED,2000", "DISAGGREGATED,2000"})
    void theClassesOfAMixAddUpToTheWhole(Mode mode, double inFlight) {
        Demand demand = new Demand(MIX, new Load.Concurrency(inFlight), FLUENT);
        Performance p = plan("llama-3.1-8b", new Target(CATALOG.pod("h200-8"), true), demand, mode).best().orElseThrow().performance();
        assertThat(p.classes()).hasSize(3);
        assertThat(p.classes().stream().mapToDouble(c -> p.requestsPerSecond(c).value()).sum()).isCloseTo(p.requestsPerSecond().value(), within(1e-6));
        assertThat(p.classes().stream().mapToDouble(ClassPerformance::timeShare).sum()).isCloseTo(1, within(1e-9));
        assertThat(p.classes().stream().mapToDouble(c -> c.requests().share() * c.ttft().value()).sum()).isCloseTo(p.ttft().value(), within(1e-9));
        assertThat(p.classes().stream().mapToDouble(p::inFlight).sum()).isCloseTo(inFlight, within(0.01 * inFlight));
    }

    @ParameterizedTest
    @EnumSource(value = Mode.class, names = {"AGGREGATED", "DISAGGREGATED"})
    void aMixOfOneClassAnswersAsTheClass(Mode mode) {
        RequestMix twice = new RequestMix(List.of(new RequestClass("a", 0.5, CHAT, Images.NONE), new RequestClass("b", 0.5, CHAT, Images.NONE)), List.of(), List.of());
        Target target = new Target(CATALOG.pod("h200-8"), true);
        Option one = plan("llama-3.1-8b", target, new Demand(CHAT, new Load.Rate(200), FLUENT), mode).best().orElseThrow();
        Option two = plan("llama-3.1-8b", target, new Demand(twice, new Load.Rate(200), FLUENT), mode).best().orElseThrow();
        assertThat(two.deployment()).isEqualTo(one.deployment());
        assertThat(two.performance().ttft().value()).isCloseTo(one.performance().ttft().value(), within(1e-6));
        assertThat(two.performance().tpot().value()).isCloseTo(one.performance().tpot().value(), within(1e-6));
        assertThat(two.memory().cachePerSequence()).isCloseTo(one.memory().cachePerSequence(), within(1.0));
    }

    @Test
    void theLongestRequestOfAMixHasToFitInMemory() {
        // A million tokens of cache do not fit beside the weights on one card, whatever their share
        RequestMix huge = new RequestMix(List.of(new RequestClass("chat", 0.999, CHAT, Images.NONE),
                new RequestClass("books", 0.001, new Lengths(1_000_000, 100, 0), Images.NONE)), List.of(), List.of());
        PodPlan pod = plan("llama-3.1-8b", new Target(CATALOG.adHoc("l40s", 1), false), new Demand(huge, new Load.Saturating(), Limits.NONE), Mode.AGGREGATED);
        assertThat(pod.best()).isEmpty();
        assertThat(pod.nearest()).allMatch(n -> n.constraint() == Constraint.MEMORY);
    }

    @Test
    void sameQuestionSameAnswer() {
        PodPlan once = plan("deepseek-v3", "cloudmatrix384", new Load.Rate(50), FLUENT, Mode.ANY);
        PodPlan again = plan("deepseek-v3", "cloudmatrix384", new Load.Rate(50), FLUENT, Mode.ANY);
        assertThat(again.best().orElseThrow()).isEqualTo(once.best().orElseThrow());
        assertThat(again.rejections()).isEqualTo(once.rejections());
    }

    private static PodPlan plan(String model, String pod, Load load, Limits limits, Mode mode) {
        return plan(model, new Target(CATALOG.pod(pod), true), load, limits, mode);
    }

    private static PodPlan plan(String model, Target target, Load load, Limits limits, Mode mode) {
        return new Planner(CATALOG, Calibration.bundled()).plan(scenario(model, target, load, limits, mode)).pods().getFirst();
    }

    private static PodPlan plan(String model, Target target, Demand demand, Mode mode) {
        Scenario scenario = new Scenario(Models.named(model), PrecisionWish.NONE, demand, List.of(target), mode, Speculation.NONE);
        return new Planner(CATALOG, Calibration.bundled()).plan(scenario).pods().getFirst();
    }

    private static Scenario scenario(String model, Target target, Load load, Limits limits, Mode mode) {
        return new Scenario(Models.named(model), PrecisionWish.NONE, new Demand(CHAT, load, limits), List.of(target), mode, Speculation.NONE);
    }
}
