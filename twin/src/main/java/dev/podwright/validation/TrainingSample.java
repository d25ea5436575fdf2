package dev.podwright.validation;

import dev.podwright.calibration.TrainingProfile;
import dev.podwright.calibration.TrainingTerm;
import java.util.Map;

/// A measured iteration, reduced to what fitting its overheads needs.
///
/// @param group what is held out together: one model on one chip
/// @param ratio ln(measured/predicted) without any overhead
/// @param slopes by how much of the iteration a unit of each term makes it longer; terms that do nothing are absent
/// @param constantError predicted/measured - 1 of the constant MFU, not a number where there is none
record TrainingSample(String id, String group, TrainingProfile profile, double ratio, Map<TrainingTerm, Double> slopes, double constantError) {

    TrainingSample {
        slopes = Map.copyOf(slopes);
    }

    /// ln(measured/predicted) with overheads.
    double left(Map<TrainingTerm, Double> values) {
        return ratio - values.getOrDefault(TrainingTerm.WORK, 0.0) - Math.log(longer(values));
    }

    /// Factor on the iteration by all terms but [TrainingTerm#WORK].
    double longer(Map<TrainingTerm, Double> values) {
        double longer = 1;
        for (Map.Entry<TrainingTerm, Double> slope : slopes.entrySet()) {
            longer += slope.getValue() * bounded(slope.getKey(), values.getOrDefault(slope.getKey(), 0.0));
        }
        return longer;
    }

    /// As [dev.podwright.calibration.TrainingOverheads] bounds them.
    private static double bounded(TrainingTerm term, double value) {
        return switch (term) {
            case WORK -> value;
            case HIDDEN_DATA, HIDDEN_TENSOR -> Math.clamp(value, 0, 1);
            case HOST_MIXTURE -> Math.max(0, value);
            case ELEMENTWISE, BIASED_EXPERTS, LATENT_EXPERTS, STATE -> Math.max(-0.5, value);
        };
    }
}
