package dev.podwright.validation;

import dev.podwright.calibration.TrainingResidual;
import dev.podwright.calibration.TrainingScope;
import dev.podwright.units.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How far held-out iterations scatter: each kind of run by a scale of its own, all by the quantiles of residuals over scale (locally
/// weighted conformal prediction, arXiv 1604.04173, section 5.2). The scale of few rows leans on that of the wider circle.
final class TrainingScatter {
    /// Rows that the scale of the wider circle counts as.
    private static final double LEANING = 5;
    /// A residual beyond this counts as this much in a scale: how far off a miss is says little of how frequent misses are.
    private static final double MOST = 0.5;
    /// From the widest circle to the narrowest.
    private static final List<TrainingScope> CIRCLES = List.of(TrainingScope.ANY, TrainingScope.KIND, TrainingScope.KIND_OF_FRAMEWORK,
            TrainingScope.KIND_OF_FRAMEWORK_ON_CHIP);

    private final List<TrainingSample> samples;
    private final Map<String, Double> left;
    private final Map<TrainingScope, Map<String, List<TrainingSample>>> circles;

    /// @param left ln(measured/predicted) by id
    TrainingScatter(List<TrainingSample> samples, Map<String, Double> left) {
        this.samples = samples;
        this.left = left;
        this.circles = CIRCLES.stream().collect(Collectors.toMap(scope -> scope, scope -> samples.stream()
                .collect(Collectors.groupingBy(s -> scope.key(s.profile()), TreeMap::new, Collectors.toList()))));
    }

    List<TrainingResidual> residuals() {
        if (samples.isEmpty()) {
            return List.of();
        }
        TrainingScope narrowest = CIRCLES.getLast();
        double[] scaled = samples.stream().mapToDouble(s -> left.get(s.id()) / scale(s, narrowest, s)).sorted().toArray();
        double low = conformal(scaled, TrainingCalibrator.LOW);
        double high = conformal(scaled, TrainingCalibrator.HIGH);
        List<TrainingResidual> residuals = new ArrayList<>();
        for (TrainingScope scope : CIRCLES) {
            circles.get(scope).forEach((key, own) -> {
                double[] errors = TrainingCalibrator.errors(own.stream().mapToDouble(s -> left.get(s.id())).toArray());
                double scale = scale(own.getFirst(), scope, null);
                residuals.add(new TrainingResidual(scope, key, own.size(), Errors.quantile(errors, TrainingCalibrator.MIDDLE),
                        Errors.quantile(errors, TrainingCalibrator.MOST), new Spread(scale * low, scale * high)));
            });
        }
        return residuals;
    }

    /// Mean size of the residuals of runs like `like`.
    ///
    /// @param but a row that does not count, so that no row is measured by itself; null = all count
    private double scale(TrainingSample like, TrainingScope scope, TrainingSample but) {
        int circle = CIRCLES.indexOf(scope);
        double[] sizes = circles.get(scope).get(scope.key(like.profile())).stream().filter(s -> s != but)
                .mapToDouble(s -> Math.min(MOST, Math.abs(left.get(s.id())))).toArray();
        if (circle == 0) {
            return Math.max(Double.MIN_NORMAL, Arrays.stream(sizes).average().orElse(MOST));
        }
        double wider = scale(like, CIRCLES.get(circle - 1), but);
        return (Arrays.stream(sizes).sum() + LEANING * wider) / (sizes.length + LEANING);
    }

    /// The quantile that a new row of the same kind keeps with that probability: of n rows the (n + 1) share-th.
    static double conformal(double[] sorted, double share) {
        double n = sorted.length;
        return n == 1 ? sorted[0] : Errors.quantile(sorted, Math.clamp(((n + 1) * share - 1) / (n - 1), 0, 1));
    }
}
