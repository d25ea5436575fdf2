package dev.podwright.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.model.Models;
import dev.podwright.scenario.PrecisionWish;
import dev.podwright.scenario.Scenario;
import dev.podwright.scenario.Target;
import dev.podwright.simulation.Clients;
import dev.podwright.simulation.Statistics;
import dev.podwright.step.Speculation;
import dev.podwright.trace.Replay;
import dev.podwright.trace.RequestSource;
import dev.podwright.trace.RequestTrace;
import dev.podwright.workload.Demand;
import dev.podwright.workload.Lengths;
import dev.podwright.workload.Limits;
import dev.podwright.workload.Load;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConfirmerTest {
    private static final Catalog CATALOG = Catalog.bundled();
    private static final double RATE = 30;
    private static final int INPUT = 1000;
    private static final int OUTPUT = 100;
    private static final Demand DEMAND = new Demand(new Lengths(INPUT, OUTPUT, 0), new Load.Rate(RATE), new Limits(2, 0.05));

    private static Plan plan(Scenario.Mode mode, boolean grows) {
        Scenario scenario = new Scenario(Models.named("llama-3.1-8b"), PrecisionWish.NONE, DEMAND, List.of(new Target(CATALOG.pod("dgx-a100"), grows)),
                mode, Speculation.NONE);
        return new Planner(CATALOG, Calibration.bundled()).plan(scenario);
    }

    private static Confirmer confirmer(int requests, double faster) {
        return new Confirmer(DEMAND, poisson(requests, faster), Clients.OPEN, List.of(DEMAND.limits()), 1);
    }

    private static IntFunction<RequestSource> poisson(int requests, double faster) {
        SplittableRandom random = new SplittableRandom(7);
        double[] arrivals = new double[requests];
        for (int i = 1; i < requests; i++) {
            arrivals[i] = arrivals[i - 1] - Math.log(1 - random.nextDouble()) / (RATE * faster);
        }
        int[] inputs = new int[requests];
        int[] outputs = new int[requests];
        Arrays.fill(inputs, INPUT);
        Arrays.fill(outputs, OUTPUT);
        RequestTrace trace = RequestTrace.of("poisson", arrivals, inputs, outputs, null, 0);
        return _ -> new Replay(trace, 1, 1);
    }

    @ParameterizedTest
    @EnumSource(Scenario.Mode.class)
    void every_finalist_is_served_all_requests_and_what_holds_needs_no_more(Scenario.Mode mode) {
        Plan plan = plan(mode, true);
        Map<Option, Confirmation> confirmed = confirmer(1500, 1).confirm(plan);
        PodPlan pod = plan.pods().getFirst();
        List<Option> finalists = Stream.concat(pod.best().stream(), pod.runnersUp().stream()).toList();
        assertThat(confirmed.keySet()).containsExactlyInAnyOrderElementsOf(finalists);
        for (Option option : finalists) {
            Confirmation.Simulated simulated = (Confirmation.Simulated) confirmed.get(option);
            Statistics all = simulated.statistics();
            assertThat(all.all().arrived()).isEqualTo(1500);
            assertThat(simulated.within()).isBetween(0.0, 1.0);
            assertThat(simulated.holds()).isEqualTo(all.all().ttft().mean() <= DEMAND.limits().ttft() && all.all().tpot().mean() <= DEMAND.limits().tpot());
            assertThat(simulated.holds() && simulated.enough().isPresent()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Scenario.Mode.class, names = {"AGGREGATED", "DISAGGREGATED"})
    void what_is_too_small_gets_the_nearest_larger_number_of_replicas_that_holds(Scenario.Mode mode) {
        PodPlan pod = plan(mode, true).pods().getFirst();
        Confirmer twice = confirmer(3000, 2.5);
        Option best = pod.best().orElseThrow();
        Confirmation.Simulated simulated = (Confirmation.Simulated) twice.confirm(pod, best);
        assertThat(simulated.holds()).isFalse();
        Confirmation.Larger enough = simulated.enough().orElseThrow();
        assertThat(enough.chips()).isGreaterThan(best.chips());
        assertThat(enough.deployment().kind()).isEqualTo(best.deployment().kind());
        assertThat(((Confirmation.Simulated) twice.confirm(pod, with(best, enough.deployment()))).holds()).isTrue();
        if (enough.deployment() instanceof Deployment.Aggregated(var layout, int replicas)) {
            Option less = with(best, new Deployment.Aggregated(layout, replicas - 1));
            assertThat(((Confirmation.Simulated) twice.confirm(pod, less)).holds()).isFalse();
        }
    }

    @Test
    void a_pod_of_fixed_size_is_never_outgrown() {
        PodPlan pod = plan(Scenario.Mode.AGGREGATED, false).pods().getFirst();
        Confirmation.Simulated simulated = (Confirmation.Simulated) confirmer(3000, 20).confirm(pod, pod.best().orElseThrow());
        assertThat(simulated.holds()).isFalse();
        assertThat(simulated.enough().map(Confirmation.Larger::chips).filter(chips -> chips > 8)).isEmpty();
    }

    @Test
    void a_request_that_no_replica_has_room_for_is_said_so() {
        PodPlan pod = plan(Scenario.Mode.AGGREGATED, true).pods().getFirst();
        RequestTrace huge = RequestTrace.of("huge", new double[] {0}, new int[] {50_000_000}, new int[] {1}, null, 0);
        Confirmer confirmer = new Confirmer(DEMAND, _ -> new Replay(huge, 1, 1), Clients.OPEN, List.of(DEMAND.limits()), 1);
        assertThat(confirmer.confirm(pod, pod.best().orElseThrow())).isInstanceOfSatisfying(Confirmation.Refused.class,
                refused -> assertThat(refused.why()).contains("no room"));
    }

    @Test
    void the_same_requests_and_seed_give_the_same_answer() {
        Plan plan = plan(Scenario.Mode.ANY, true);
        Option best = plan.pods().getFirst().best().orElseThrow();
        Optional<Double> first = mean(confirmer(800, 1).confirm(plan).get(best));
        assertThat(mean(confirmer(800, 1).confirm(plan).get(best))).isEqualTo(first).isPresent();
    }

    private static Optional<Double> mean(Confirmation confirmation) {
        return Optional.of(((Confirmation.Simulated) confirmation).statistics().all().ttft().mean());
    }

    private static Option with(Option option, Deployment deployment) {
        return new Option(deployment, option.chips(), option.performance(), option.capacity(), option.decoding(), option.memory(), option.decodeStep(),
                option.prefill(), option.bill());
    }
}
