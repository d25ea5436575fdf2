package dev.podwright.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.model.Models;
import dev.podwright.scenario.PrecisionWish;
import dev.podwright.scenario.Scenario;
import dev.podwright.scenario.Scenario.Mode;
import dev.podwright.scenario.Target;
import dev.podwright.serving.Batches;
import dev.podwright.step.Inventory;
import dev.podwright.step.ServingStep;
import dev.podwright.step.Speculation;
import dev.podwright.workload.Demand;
import dev.podwright.workload.Lengths;
import dev.podwright.workload.Limits;
import dev.podwright.workload.Load;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FrontierTest {
    private static final Catalog CATALOG = Catalog.bundled();

    private static Scenario scenario(String model, String pod, Mode mode) {
        return new Scenario(Models.named(model), PrecisionWish.NONE, new Demand(new Lengths(2000, 500, 0), new Load.Rate(2), new Limits(2, 0.05)),
                List.of(new Target(CATALOG.pod(pod), true)), mode, Speculation.NONE);
    }

    private static PodPlan plan(Scenario scenario) {
        return new Planner(CATALOG, Calibration.bundled()).plan(scenario).pods().getFirst();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void nothingIsFasterAndGivesMoreThanABestPoint(Mode mode) {
        Scenario scenario = scenario("llama-3.1-70b", "h200-8", mode);
        List<Frontier.Point> points = Frontier.of(scenario, plan(scenario)).points();

        assertThat(points.stream().filter(Frontier.Point::best)).isNotEmpty().allSatisfy(best -> assertThat(points)
                .noneMatch(p -> p.tpot() <= best.tpot() && p.tokensPerSecondPerChip() > best.tokensPerSecondPerChip()));
        assertThat(points.stream().filter(p -> !p.best())).allSatisfy(other -> assertThat(points)
                .anyMatch(p -> p.best() && p.tpot() <= other.tpot() && p.tokensPerSecondPerChip() >= other.tokensPerSecondPerChip()));
    }

    @Test
    void aPodOfOneRankHasNoPools() {
        Scenario scenario = new Scenario(Models.named("llama-3.1-8b"), PrecisionWish.NONE,
                new Demand(new Lengths(2000, 500, 0), new Load.Rate(0.1), new Limits(5, 0.2)), List.of(new Target(CATALOG.adHoc("l40s", 1), false)), Mode.ANY, Speculation.NONE);
        assertThat(Frontier.of(scenario, plan(scenario)).points()).isNotEmpty().noneMatch(Frontier.Point::pools);
    }

    @ParameterizedTest
    @CsvSource({"llama-3.1-70b,h200-8", "deepseek-r1,cloudmatrix384"})
    void theInventoryOfAStepTakesAsLongAsTheStep(String model, String pod) {
        Scenario scenario = scenario(model, pod, Mode.AGGREGATED);
        PodPlan plan = plan(scenario);
        Deployment.Aggregated best = (Deployment.Aggregated) plan.best().orElseThrow().deployment();
        ServingStep step = plan.site().step(best.layout());
        var batch = Batches.decode(scenario.demand().requests(), Speculation.NONE, 8);
        Inventory inventory = step.inventory(batch);

        double seconds = inventory.computations().stream().mapToDouble(c -> c.times() * c.cost().seconds()).sum()
                + inventory.exchanges().stream().mapToDouble(e -> e.times() * e.cost().seconds()).sum();
        assertThat(seconds).isCloseTo(step.price(batch).seconds(), withinPercentage(1e-9));
    }
}
