package dev.podwright.app;

import dev.podwright.app.report.Origin;
import dev.podwright.app.report.Page;
import dev.podwright.app.report.PlanReport;
import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.Node;
import dev.podwright.plan.Plan;
import dev.podwright.plan.Planner;
import dev.podwright.scenario.ScenarioReader;

/// How to serve a model.
record ServingPlanning(Node scenario) implements Planning {

    @Override
    public Answer answer(Catalog catalog, Calibration calibration) {
        Plan plan = new Planner(catalog, calibration).plan(new ScenarioReader(catalog).read(scenario));
        return new Answer() {
            @Override
            public boolean found() {
                return plan.winner().isPresent();
            }

            @Override
            public String text() {
                return PlanText.of(plan);
            }

            @Override
            public String json() {
                return Json.text(PlanJson.of(plan, scenario, catalog, calibration));
            }

            @Override
            public Page page(Origin origin) {
                return PlanReport.of(plan, origin);
            }
        };
    }
}
