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
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Makes a [TrainingFit] from measured iterations: overheads from all of them, errors from rows that overheads were fitted without.
final class TrainingCalibrator {
    /// Residuals of fewer rows say too little about their 5 % and 95 % quantiles.
    static final int LEAST_ROWS = 20;
    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;
    /// A term that no row sets apart from zero is not worth a line.
    private static final double NOTHING = 1e-4;
    private static final List<TrainingScope> SCOPES = List.of(TrainingScope.KIND_OF_FRAMEWORK, TrainingScope.KIND_ON_FAMILY, TrainingScope.KIND, TrainingScope.ANY);

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
        List<TrainingResidual> residuals = new ArrayList<>();
        for (TrainingScope scope : SCOPES) {
            residuals.addAll(residuals(scope, seen, left));
        }
        residuals.addAll(residuals(TrainingScope.OTHER_FAMILY, seen, without(seen, TrainingProfile::family)));
        residuals.addAll(residuals(TrainingScope.OTHER_FRAMEWORK, seen, without(seen, TrainingProfile::framework)));
        double[] errors = errors(seen.stream().mapToDouble(s -> left.get(s.id())).toArray());
        double[] nulls = Arrays.stream(seen.stream().mapToDouble(TrainingSample::constantError).filter(Double::isFinite).map(Math::abs).toArray()).sorted().toArray();
        return new TrainingFit(seen.size(), (int) seen.stream().map(TrainingSample::group).distinct().count(), Errors.quantile(errors, 0.5),
                Errors.quantile(errors, 0.9), nulls.length == 0 ? 0 : Errors.quantile(nulls, 0.5), nulls.length == 0 ? 0 : Errors.quantile(nulls, 0.9),
                effects.stream().filter(e -> Math.abs(e.value()) > NOTHING * scale(e.term())).toList(), residuals);
    }

    private static double scale(TrainingTerm term) {
        return term == TrainingTerm.HOST_DENSE || term == TrainingTerm.HOST_MIXTURE ? NOTHING : 1;
    }

    /// What is left when all rows of a family (a framework) are predicted by the others, as a new family would be.
    private Map<String, Double> without(List<TrainingSample> seen, Function<TrainingProfile, String> key) {
        return TrainingFolds.left(TrainingFolds.without(seen, priors, s -> key.apply(s.profile())));
    }

    private static List<TrainingResidual> residuals(TrainingScope scope, List<TrainingSample> seen, Map<String, Double> left) {
        Map<String, List<TrainingSample>> groups = seen.stream()
                .collect(Collectors.groupingBy(s -> scope.key(s.profile()), TreeMap::new, Collectors.toList()));
        List<TrainingResidual> residuals = new ArrayList<>();
        groups.forEach((key, own) -> {
            if (own.size() >= LEAST_ROWS) {
                double[] ratios = own.stream().mapToDouble(s -> left.get(s.id())).sorted().toArray();
                double[] errors = errors(ratios);
                residuals.add(new TrainingResidual(scope, key, own.size(), Errors.quantile(errors, 0.5), Errors.quantile(errors, 0.9),
                        new Spread(conformal(ratios, LOW), conformal(ratios, HIGH))));
            }
        });
        return residuals;
    }

    /// Tokens per second are off by what seconds are off, upside down.
    private static double[] errors(double[] ratios) {
        return Arrays.stream(ratios).map(r -> Math.abs(Math.exp(r) - 1)).sorted().toArray();
    }

    /// The quantile that a new row of the same kind keeps with that probability: of n rows the (n + 1) share-th.
    private static double conformal(double[] sorted, double share) {
        double n = sorted.length;
        double at = ((n + 1) * share - 1) / (n - 1);
        return Errors.quantile(sorted, Math.clamp(at, 0, 1));
    }
}
