package dev.podwright.validation;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Pod;
import dev.podwright.layout.Recompute;
import dev.podwright.model.Architecture;
import dev.podwright.model.Models;
import dev.podwright.training.Iteration;
import dev.podwright.training.Trainer;
import dev.podwright.training.TrainingJob;
import dev.podwright.units.Interval;
import java.util.Locale;

/// Predicts published training results with nothing fitted to them.
final class PublishedTrainingCheck {
    private static final double TERA = 1e12;
    private static final double PERCENT = 100;
    /// Whole layers computed forward once more make four thirds of the counted work (arXiv 2104.04473, equation 3).
    private static final double AGAIN = 4.0 / 3;

    private final Catalog catalog;
    private final Calibration calibration;

    PublishedTrainingCheck(Catalog catalog, Calibration calibration) {
        this.catalog = catalog;
        this.calibration = calibration;
    }

    PublishedCheck.Outcome predict(PublishedTraining result) {
        Architecture model = Models.named(result.model());
        TrainingJob job = TrainingJob.of(model, result.recipe(), pod(result), catalog.trainingSoftware(result.software()), catalog, calibration);
        Iteration iteration = new Trainer(job).iteration(result.setup());
        return new PublishedCheck.Outcome(result, model.mixture(), value(result, iteration), iteration.cost());
    }

    private static Interval value(PublishedTraining result, Iteration iteration) {
        Interval tokens = iteration.tokensPerSecondPerChip();
        double flops = flopsPerToken(result, iteration) * (result.recomputeCounted() && result.setup().recompute() instanceof Recompute.Full ? AGAIN : 1);
        return switch (result.metric()) {
            case TOKENS_PER_S_PER_CHIP -> tokens;
            case TFLOP_PER_S_PER_CHIP -> tokens.times(flops / TERA);
            case MFU_PERCENT -> iteration.mfu(result.convention()).times(PERCENT);
        };
    }

    private static double flopsPerToken(PublishedTraining result, Iteration iteration) {
        return result.convention().perToken(iteration.job().model(), result.recipe().sequence());
    }

    private Pod pod(PublishedTraining result) {
        Pod whole = catalog.pod(result.pod());
        Pod networked = result.network().isEmpty() ? whole
                : catalog.set(String.format(Locale.ROOT, "%s.%s.bandwidth=%.6gGB/s", whole.id(), whole.levels().getLast().name(),
                        result.network().getAsDouble() / 1e9)).pod(whole.id());
        return catalog.joined(networked, result.chips());
    }
}
