package dev.podwright.validation;

import dev.podwright.calibration.TrainingEffect;
import dev.podwright.calibration.TrainingTerm;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Fits overheads to measured iterations: the most likely ones, if overheads scatter about zero as wide as their priors say and logarithms
/// of measured/predicted scatter by [#NOISE], more often far than a normal distribution would have it (Huber's loss). Overheads without rows
/// stay zero.
///
/// Gauss-Newton steps, each a ridge regression: as the prediction is nearly linear in the overheads, ten converge.
final class TrainingFitter {
    /// What equal setups differ by from one container to the next: 3 % in the median (shared evidence of NeMo), and a model's error beside it.
    private static final double NOISE = 0.06;
    private static final int STEPS = 10;
    /// No step moves an overhead by more than this many widths, so that early steps do not overshoot.
    private static final double STRIDE = 2;

    private final List<TrainingPrior> priors;

    TrainingFitter(List<TrainingPrior> priors) {
        this.priors = priors;
    }

    private record Name(TrainingPrior prior, String key) {}

    /// A term of one row: which unknown, and how strongly it acts.
    private record Use(int unknown, TrainingTerm term) {}

    List<TrainingEffect> fit(List<TrainingSample> samples) {
        Map<Name, Integer> numbers = new HashMap<>();
        List<Name> names = new ArrayList<>();
        List<List<Use>> uses = new ArrayList<>();
        for (TrainingSample sample : samples) {
            List<Use> own = new ArrayList<>();
            for (TrainingPrior prior : priors) {
                if (prior.term() == TrainingTerm.WORK || sample.slopes().containsKey(prior.term())) {
                    Name name = new Name(prior, prior.scope().key(sample.profile()));
                    int number = numbers.computeIfAbsent(name, n -> {
                        names.add(n);
                        return names.size() - 1;
                    });
                    own.add(new Use(number, prior.term()));
                }
            }
            uses.add(own);
        }
        double[] values = solve(samples, uses, names, weights(samples));
        int[] rows = new int[values.length];
        uses.forEach(own -> own.forEach(use -> rows[use.unknown()]++));
        List<TrainingEffect> effects = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            effects.add(new TrainingEffect(names.get(i).prior().term(), names.get(i).prior().scope(), names.get(i).key(), values[i], rows[i]));
        }
        effects.sort((a, b) -> a.term() != b.term() ? a.term().compareTo(b.term())
                : a.scope() != b.scope() ? a.scope().compareTo(b.scope()) : a.key().compareTo(b.key()));
        return effects;
    }

    /// Rows of one model on one chip repeat each other: n of them count as the root of n.
    private static double[] weights(List<TrainingSample> samples) {
        Map<String, Integer> count = new HashMap<>();
        samples.forEach(s -> count.merge(s.group(), 1, Integer::sum));
        return samples.stream().mapToDouble(s -> 1 / Math.sqrt(count.get(s.group()))).toArray();
    }

    private static double[] solve(List<TrainingSample> samples, List<List<Use>> uses, List<Name> names, double[] weights) {
        int n = names.size();
        double[] values = new double[n];
        for (int step = 0; step < STEPS && n > 0; step++) {
            NormalEquations equations = new NormalEquations(n);
            for (int i = 0; i < n; i++) {
                equations.prior(i, -values[i], names.get(i).prior().width());
            }
            for (int row = 0; row < samples.size(); row++) {
                add(samples.get(row), uses.get(row), weights[row], values, equations);
            }
            double[] move = equations.solved();
            for (int i = 0; i < n; i++) {
                double most = STRIDE * names.get(i).prior().width();
                values[i] += Math.clamp(move[i], -most, most);
            }
        }
        return values;
    }

    private static void add(TrainingSample sample, List<Use> uses, double weight, double[] values, NormalEquations equations) {
        Map<TrainingTerm, Double> sums = new EnumMap<>(TrainingTerm.class);
        uses.forEach(use -> sums.merge(use.term(), values[use.unknown()], Double::sum));
        double longer = sample.longer(sums);
        double left = sample.ratio() - sums.getOrDefault(TrainingTerm.WORK, 0.0) - Math.log(longer);
        double strength = weight / (NOISE * NOISE) * Math.min(1, NOISE / Math.abs(left));
        double[] slopes = new double[uses.size()];
        for (int i = 0; i < slopes.length; i++) {
            TrainingTerm term = uses.get(i).term();
            slopes[i] = term == TrainingTerm.WORK ? 1 : sample.slopes().get(term) / longer;
        }
        equations.row(uses.stream().mapToInt(Use::unknown).toArray(), slopes, left, strength);
    }
}
