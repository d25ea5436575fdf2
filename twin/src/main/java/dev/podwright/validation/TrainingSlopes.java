package dev.podwright.validation;

import dev.podwright.calibration.TrainingOverheads;
import dev.podwright.calibration.TrainingTerm;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.training.Trainer;
import dev.podwright.training.TrainingJob;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// By how much of an iteration a unit of each overhead makes it longer: found by predicting it again with a little of each.
/// Iterations grow almost linearly with overheads, so fitting them is arithmetic from here on.
final class TrainingSlopes {
    private static final double LITTLE_SHARE = 0.1;
    private static final double LITTLE_SECONDS = 1e-4;
    private static final double ROUNDING = 1e-9;

    private TrainingSlopes() {}

    /// @param job without overheads
    static Map<TrainingTerm, Double> of(TrainingJob job, TrainingSetup setup) {
        double alone = seconds(job, setup, Map.of());
        Map<TrainingTerm, Double> slopes = new EnumMap<>(TrainingTerm.class);
        for (TrainingTerm term : TrainingTerm.values()) {
            if (term == TrainingTerm.WORK) {
                continue;
            }
            double little = term == TrainingTerm.HOST_MIXTURE ? LITTLE_SECONDS : LITTLE_SHARE;
            double slope = (seconds(job, setup, Map.of(term, little)) / alone - 1) / little;
            if (slope > ROUNDING) {
                slopes.put(term, slope);
            }
        }
        return slopes;
    }

    private static double seconds(TrainingJob job, TrainingSetup setup, Map<TrainingTerm, Double> values) {
        TrainingOverheads overheads = new TrainingOverheads(values, Optional.empty(), "");
        return new Trainer(new TrainingJob(job.model(), job.recipe(), job.pod(), job.chip(), job.rankChip(), job.software(), job.kernels(),
                job.fabric(), overheads)).seconds(setup);
    }
}
