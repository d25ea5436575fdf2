package dev.podwright.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.Dependence;
import dev.podwright.catalog.Catalog;
import dev.podwright.model.Models;
import dev.podwright.scenario.PrecisionWish;
import dev.podwright.scenario.Scenario;
import dev.podwright.scenario.Scenario.Mode;
import dev.podwright.scenario.Target;
import dev.podwright.step.Speculation;
import dev.podwright.units.Interval;
import dev.podwright.workload.Demand;
import dev.podwright.workload.Lengths;
import dev.podwright.workload.Limits;
import dev.podwright.workload.Load;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarginTest {
    private static final Catalog CATALOG = Catalog.bundled();
    private static final Calibration TIED = Calibration.bundled().with(new Dependence(0.5, 0.15, 300, 1000));

    private static Plan plan(Load load, String... pods) {
        List<Target> targets = Arrays.stream(pods).map(pod -> new Target(CATALOG.pod(pod), true)).toList();
        Scenario scenario = new Scenario(Models.named("llama-3.1-70b"), PrecisionWish.NONE, new Demand(new Lengths(2000, 500, 0), load, new Limits(2, 0.05)),
                targets, Mode.ANY, Speculation.NONE);
        return new Planner(CATALOG, TIED).plan(scenario);
    }

    static List<Load> loads() {
        return List.of(new Load.Rate(20), new Load.Saturating());
    }

    @Test
    void a_ratio_above_one_throughout_tells_apart() {
        assertThat(new Margin("cards", new Interval(1.01, 1.2, 1.4)).toldApart()).isTrue();
        Margin open = new Margin("cards", new Interval(0.83, 1.1, 1.31));
        assertThat(open.toldApart()).isFalse();
        assertThat(open.words("h20-8", "cloudmatrix384")).isEqualTo("h20-8 and cloudmatrix384 cannot be told apart (ratio of cards 0.83-1.31)");
    }

    @ParameterizedTest
    @MethodSource("loads")
    void the_reason_names_the_pods_that_the_winner_cannot_be_told_from(Load load) {
        Plan plan = plan(load, "h200-8", "h20-8");
        PodPlan winner = plan.winner().orElseThrow();
        PodPlan other = plan.pods().stream().filter(p -> p != winner).findFirst().orElseThrow();
        Margin margin = plan.margin(other).orElseThrow();

        assertThat(plan.margin(winner)).isEmpty();
        assertThat(margin.ratio().value()).isGreaterThanOrEqualTo(1);
        assertThat(plan.reason().contains("cannot be told apart")).isEqualTo(!margin.toldApart());
    }

    @ParameterizedTest
    @MethodSource("loads")
    void errors_that_runners_up_share_with_the_best_cancel(Load load) {
        Plan plan = plan(load, "h200-8");
        PodPlan pod = plan.pods().getFirst();
        Option best = pod.best().orElseThrow();
        Interval own = best.decodeStep().interval();
        for (Option next : pod.runnersUp()) {
            Interval ratio = plan.margin(pod, next).ratio();
            assertThat(ratio.high() / ratio.low()).isLessThan(own.high() / own.low() * next.decodeStep().interval().high() / next.decodeStep().interval().low());
        }
        Interval alike = plan.margin(pod, best).ratio();
        assertThat(alike.value()).isEqualTo(1);
        assertThat(alike.high() - alike.low()).isLessThan(1e-9);
    }
}
