package dev.podwright.validation;

import dev.podwright.calibration.TrainingEffect;
import dev.podwright.calibration.TrainingFit;
import dev.podwright.calibration.TrainingProfile;
import dev.podwright.calibration.TrainingResidual;
import dev.podwright.calibration.TrainingScope;
import dev.podwright.calibration.TrainingTerm;
import dev.podwright.units.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Makes a [TrainingFit] from measured iterations: overheads from all of them, errors from rows that overheads were fitted without.
final class TrainingCalibrator {
    /// Fewer rows cannot be fitted and held out.
    static final int LEAST_ROWS = 20;
    static final double LOW = 0.05;
    static final double HIGH = 0.95;
    static final double MIDDLE = 0.5;
    static final double MOST = 0.9;
    /// A term that no row sets apart from zero is not worth a line.
    private static final double NOTHING = 1e-4;
    private final List<TrainingSample> samples;
    private final List<TrainingPrior> priors;

    TrainingCalibrator(List<TrainingSample> samples, List<TrainingPrior> priors) {
        this.samples = List.copyOf(samples);
        this.priors = priors;
    }

    TrainingFit fit() {
        return fit(new TrainingFitter(priors).fit(samples), TrainingFolds.left(samples, priors), samples);
    }

    /// For every row, the fit that has seen neither its group nor the residuals of its fold; by id.
    Map<String, TrainingFit> heldOut() {
        Map<String, Double> left = TrainingFolds.left(samples, priors);
        Map<List<TrainingEffect>, List<TrainingSample>> folds = new IdentityHashMap<>();
        TrainingFolds.effects(samples, priors).forEach((sample, effects) -> folds.computeIfAbsent(effects, _ -> new ArrayList<>()).add(sample));
        Map<String, TrainingFit> fits = new LinkedHashMap<>();
        folds.forEach((effects, held) -> {
            TrainingFit fit = fit(effects, left, samples.stream().filter(s -> !held.contains(s)).toList());
            held.forEach(s -> fits.put(s.id(), fit));
        });
        return fits;
    }

    private TrainingFit fit(List<TrainingEffect> effects, Map<String, Double> left, List<TrainingSample> seen) {
        List<TrainingResidual> residuals = new ArrayList<>(new TrainingScatter(seen, left).residuals());
        stranger(TrainingScope.OTHER_FAMILY, seen, TrainingProfile::family).ifPresent(residuals::add);
        stranger(TrainingScope.OTHER_FRAMEWORK, seen, TrainingProfile::framework).ifPresent(residuals::add);
        double[] errors = errors(seen.stream().mapToDouble(s -> left.get(s.id())).toArray());
        double[] nulls = Arrays.stream(seen.stream().mapToDouble(TrainingSample::constantError).filter(Double::isFinite).map(Math::abs).toArray()).sorted().toArray();
        return new TrainingFit(seen.size(), (int) seen.stream().map(TrainingSample::group).distinct().count(), Errors.quantile(errors, MIDDLE),
                Errors.quantile(errors, MOST), nulls.length == 0 ? 0 : Errors.quantile(nulls, MIDDLE), nulls.length == 0 ? 0 : Errors.quantile(nulls, MOST),
                effects.stream().filter(e -> Math.abs(e.value()) > NOTHING * scale(e.term())).toList(), residuals);
    }

    private static double scale(TrainingTerm term) {
        return term == TrainingTerm.HOST_MIXTURE ? NOTHING : 1;
    }

    /// What is left when all rows of a family (a framework) are predicted by the others, as a new family would be.
    private Optional<TrainingResidual> stranger(TrainingScope scope, List<TrainingSample> seen, Function<TrainingProfile, String> key) {
        if (seen.stream().map(s -> key.apply(s.profile())).distinct().count() < 2) {
            return Optional.empty();
        }
        Map<String, Double> left = TrainingFolds.left(TrainingFolds.without(seen, priors, s -> key.apply(s.profile())));
        double[] ratios = left.values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double[] errors = errors(ratios);
        return Optional.of(new TrainingResidual(scope, "", ratios.length, Errors.quantile(errors, MIDDLE), Errors.quantile(errors, MOST),
                new Spread(TrainingScatter.conformal(ratios, LOW), TrainingScatter.conformal(ratios, HIGH))));
    }

    /// Tokens per second are off by what seconds are off, upside down.
    static double[] errors(double[] ratios) {
        return Arrays.stream(ratios).map(r -> Math.abs(Math.exp(r) - 1)).sorted().toArray();
    }
}
