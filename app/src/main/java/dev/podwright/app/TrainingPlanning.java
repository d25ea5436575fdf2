package dev.podwright.app;

import dev.podwright.app.report.Origin;
import dev.podwright.app.report.Page;
import dev.podwright.app.report.StrainSection;
import dev.podwright.app.report.TrainingReport;
import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import dev.podwright.plan.TrainingPlan;
import dev.podwright.plan.TrainingPlanner;
import dev.podwright.scenario.TrainingQuestion;
import dev.podwright.scenario.TrainingScenarioReader;
import java.nio.file.Path;
import java.util.Optional;

/// How to train a model.
///
/// @param timeline where the winner's schedule goes, if it is asked for
record TrainingPlanning(Node scenario, Optional<Path> timeline) implements Planning {

    @Override
    public Answer answer(Catalog catalog, Calibration calibration) {
        TrainingQuestion question = new TrainingScenarioReader(catalog).read(scenario);
        if (question.setup().isPresent()) {
            throw new InputException("%s: a plan seeks the setup itself.".formatted(scenario.get("setup").place()),
                    "Leave setup out, or ask podwright explain --scenario for this one.");
        }
        TrainingPlan plan = new TrainingPlanner(catalog, calibration).plan(question.scenario());
        timeline.ifPresent(file -> write(file, plan));
        return new Answer() {
            @Override
            public boolean found() {
                return plan.winner().isPresent();
            }

            @Override
            public String text() {
                return TrainingPlanText.of(plan, question.defaults(), catalog);
            }

            @Override
            public String json() {
                return Json.text(TrainingPlanJson.of(plan, question.defaults(), scenario, catalog, calibration));
            }

            @Override
            public Page page(Origin origin) {
                return StrainSection.on(TrainingReport.of(plan, question.defaults(), catalog, origin), StrainSection.ofTraining(plan));
            }
        };
    }

    private static void write(Path file, TrainingPlan plan) {
        plan.winner().flatMap(pod -> pod.best()).ifPresentOrElse(best -> OutputFile.write(file, ChromeTrace.of(best.iteration())), () -> {
            throw new InputException("There is no timeline to write: %s".formatted(plan.reason()), "Leave --timeline out to see what stands in the way.");
        });
    }
}
