package dev.podwright.app;

import dev.podwright.calibration.TrainingEffect;
import dev.podwright.calibration.TrainingFit;
import dev.podwright.calibration.TrainingResidual;
import dev.podwright.calibration.TrainingTerm;
import java.util.Locale;

/// Overheads of training software as `podwright calibrate` prints them.
final class TrainingFitText {
    private static final double PERCENT = 100;
    private static final double MILLI = 1e3;

    private TrainingFitText() {}

    static String of(TrainingFit fit) {
        Table effects = new Table("training overhead", "of", "value", "rows");
        fit.effects().forEach(e -> effects.row(e.term().label(), name(e.scope().label(), e.key()), value(e), e.rows()));
        Table errors = new Table("held-out training rows of", "rows", "median %", "p90 %", "interval %");
        fit.residuals().forEach(r -> errors.row(name(r.scope().label(), r.key()), r.rows(), percent(r.medianError()), percent(r.p90Error()), interval(r)));
        errors.row("all", fit.rows(), percent(fit.medianError()), percent(fit.p90Error()), "");
        errors.row("all, at the constant MFU of other models", fit.rows(), percent(fit.nullMedian()), percent(fit.nullP90()), "");
        return effects + System.lineSeparator() + errors;
    }

    private static String name(String scope, String key) {
        return key.isEmpty() ? scope : scope + " " + key;
    }

    private static String value(TrainingEffect effect) {
        return effect.term() == TrainingTerm.HOST_MIXTURE
                ? String.format(Locale.ROOT, "%+.2f ms", MILLI * effect.value()) : String.format(Locale.ROOT, "%+.1f %%", PERCENT * effect.value());
    }

    private static String interval(TrainingResidual residual) {
        return String.format(Locale.ROOT, "%+.0f to %+.0f", PERCENT * Math.expm1(residual.spread().low()), PERCENT * Math.expm1(residual.spread().high()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", PERCENT * share);
    }
}
