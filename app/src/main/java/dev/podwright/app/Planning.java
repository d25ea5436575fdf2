package dev.podwright.app;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.Node;

/// A question that `podwright plan` can answer.
sealed interface Planning permits ServingPlanning, TrainingPlanning {

    /// The question as a scenario document.
    Node scenario();

    /// @throws dev.podwright.document.InputException if the question is not sound, or no pod can be predicted
    Answer answer(Catalog catalog, Calibration calibration);
}
