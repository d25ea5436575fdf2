package dev.podwright.plan;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.InputException;
import dev.podwright.scenario.TrainingScenario;

/// Finds the best setup of a training job on each pod of a scenario.
public final class TrainingPlanner {
    private final Catalog catalog;
    private final Calibration calibration;

    public TrainingPlanner(Catalog catalog, Calibration calibration) {
        this.catalog = catalog;
        this.calibration = calibration;
    }

    /// @throws InputException if none of the pods can be predicted, for the reason of the first
    public TrainingPlan plan(TrainingScenario scenario) {
        throw new UnsupportedOperationException(catalog + " " + calibration + " " + scenario);
    }
}
