package dev.podwright.app;

import dev.podwright.app.report.Origin;
import dev.podwright.app.report.Page;
import dev.podwright.app.report.PlanReport;
import dev.podwright.app.report.StrainSection;
import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.Node;
import dev.podwright.plan.Confirmation;
import dev.podwright.plan.Confirmer;
import dev.podwright.plan.Option;
import dev.podwright.plan.Plan;
import dev.podwright.plan.Planner;
import dev.podwright.scenario.Scenario;
import dev.podwright.scenario.ScenarioReader;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// How to serve a model.
///
/// @param confirmer serves the requests of the scenario one by one, if that was asked for
record ServingPlanning(Node scenario, Function<Scenario, Optional<Confirmer>> confirmer) implements Planning {

    @Override
    public Answer answer(Catalog catalog, Calibration calibration) {
        Scenario question = new ScenarioReader(catalog).read(scenario);
        Optional<Confirmer> confirming = confirmer.apply(question);
        Plan plan = new Planner(catalog, calibration).plan(question);
        Map<Option, Confirmation> confirmed = confirming.map(c -> c.confirm(plan)).orElse(Map.of());
        return new Answer() {
            @Override
            public boolean found() {
                return plan.winner().isPresent();
            }

            @Override
            public String text() {
                return PlanText.of(plan, confirmed);
            }

            @Override
            public String json() {
                return Json.text(PlanJson.of(plan, confirmed, scenario, catalog, calibration));
            }

            @Override
            public Page page(Origin origin) {
                return StrainSection.on(PlanReport.of(plan, origin), StrainSection.ofServing(plan));
            }
        };
    }
}
