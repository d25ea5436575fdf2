package dev.podwright.calibration;

import dev.podwright.units.Spread;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Overheads of training software, fitted to measured iterations, and the error of predictions with them. Errors are of
/// rows that the fit had not seen: all rows of one model on one chip were held out together, five times over.
///
/// @param rows measured iterations behind the fit
/// @param groups groups they fall in
/// @param medianError median of |predicted/measured - 1| over held-out rows
/// @param p90Error its 90th percentile
/// @param nullMedian the same of the null that all models reach one share of the peak
/// @param nullP90 its 90th percentile
public record TrainingFit(int rows, int groups, double medianError, double p90Error, double nullMedian, double nullP90,
                          List<TrainingEffect> effects, List<TrainingResidual> residuals) {
    /// From the best to the last resort.
    private static final List<TrainingScope> NEAREST = List.of(TrainingScope.KIND_OF_FRAMEWORK_ON_CHIP, TrainingScope.KIND_OF_FRAMEWORK,
            TrainingScope.KIND, TrainingScope.ANY);

    public TrainingFit {
        effects = List.copyOf(effects);
        residuals = List.copyOf(residuals);
    }

    public TrainingOverheads overheads(TrainingProfile profile) {
        Map<TrainingTerm, Double> values = values(effects, profile);
        Optional<TrainingResidual> error = residual(profile);
        String why = error.map(e -> "overheads of %s on %s as %d measured iterations show them; error of held-out ones %.0f %% (%s, %d rows)"
                .formatted(profile.framework(), profile.family(), rows, 100 * e.medianError(), describe(e), e.rows())).orElse("");
        return new TrainingOverheads(values, error.map(TrainingResidual::spread), why);
    }

    /// Sums of the effects that hold for a profile.
    public static Map<TrainingTerm, Double> values(List<TrainingEffect> effects, TrainingProfile profile) {
        Map<TrainingTerm, Double> values = new EnumMap<>(TrainingTerm.class);
        effects.stream().filter(e -> e.key().equals(e.scope().key(profile))).forEach(e -> values.merge(e.term(), e.value(), Double::sum));
        return values;
    }

    /// The held-out error of the most similar runs.
    private Optional<TrainingResidual> residual(TrainingProfile profile) {
        Optional<TrainingResidual> stranger = Optional.empty();
        if (!known(TrainingScope.FAMILY, profile)) {
            stranger = find(TrainingScope.OTHER_FAMILY, profile);
        }
        if (!known(TrainingScope.FRAMEWORK, profile)) {
            Optional<TrainingResidual> other = find(TrainingScope.OTHER_FRAMEWORK, profile);
            stranger = stranger.isEmpty() || other.isPresent() && width(other.get().spread()) > width(stranger.get().spread()) ? other : stranger;
        }
        return stranger.isPresent() ? stranger : NEAREST.stream().flatMap(scope -> find(scope, profile).stream()).findFirst();
    }

    private Optional<TrainingResidual> find(TrainingScope scope, TrainingProfile profile) {
        return residuals.stream().filter(r -> r.scope() == scope && r.key().equals(scope.key(profile))).findFirst();
    }

    private boolean known(TrainingScope scope, TrainingProfile profile) {
        return effects.stream().anyMatch(e -> e.scope() == scope && e.key().equals(scope.key(profile)));
    }

    private static double width(Spread spread) {
        return spread.high() - spread.low();
    }

    private static String describe(TrainingResidual residual) {
        return switch (residual.scope()) {
            case OTHER_FAMILY -> "a chip family that was not measured";
            case OTHER_FRAMEWORK -> "a framework that was not measured";
            case ANY -> "all runs";
            case VENDOR, FAMILY, CHIP, KIND, KIND_ON_FAMILY, FRAMEWORK, FRAMEWORK_ON_FAMILY, KIND_OF_FRAMEWORK, KIND_OF_FRAMEWORK_ON_CHIP -> residual.key();
        };
    }
}
