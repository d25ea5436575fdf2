package dev.podwright.scenario;

import dev.podwright.layout.TrainingSetup;
import java.util.List;
import java.util.Optional;

/// A training scenario as it was read.
///
/// @param setup the setup to price, if the document names one; it stands on all ranks of the only target
/// @param defaults what the document leaves open and what was taken instead, in sentences
public record TrainingQuestion(TrainingScenario scenario, Optional<TrainingSetup> setup, List<String> defaults) {

    public TrainingQuestion {
        defaults = List.copyOf(defaults);
    }
}
