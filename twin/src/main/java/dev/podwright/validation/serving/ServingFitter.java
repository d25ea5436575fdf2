package dev.podwright.validation.serving;

import dev.podwright.calibration.ServingProfile;
import dev.podwright.calibration.ServingTerm;
import dev.podwright.validation.NormalEquations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Fits effects to samples: the most likely ones, if effects scatter as their priors say and logarithms of measured/simulated scatter by [#NOISE],
/// more often far than a normal distribution would have it (Huber's loss). Along each term a sample is taken as linear.
final class ServingFitter {
    /// Of TPOT and TTFT: what repeats differ by, and a model's error beside it.
    private static final double[] NOISE = {0.06, 0.15};
    private static final int STEPS = 8;
    /// Rows of a group repeat each other, and share what its kernels err by: together they count as so many at most.
    private static final double MOST_OF_GROUP = 6;

    private final List<ServingPrior> priors;
    private final List<Name> names = new ArrayList<>();
    private final Map<Name, Integer> numbers = new HashMap<>();

    /// An effect.
    record Name(ServingPrior prior, String key) {}

    ServingFitter(List<ServingPrior> priors, Collection<ServingProfile> profiles) {
        this.priors = priors;
        for (ServingProfile profile : profiles) {
            uses(profile);
        }
    }

    List<Name> names() {
        return names;
    }

    /// The effects that hold for a profile, one a prior.
    private int[] uses(ServingProfile profile) {
        return priors.stream().mapToInt(prior -> numbers.computeIfAbsent(new Name(prior, prior.scope().key(profile)), name -> {
            names.add(name);
            return names.size() - 1;
        })).toArray();
    }

    double[] start() {
        return names.stream().mapToDouble(name -> name.prior.mean()).toArray();
    }

    /// Sums of effects by term.
    double[] sums(ServingProfile profile, double[] values) {
        double[] sums = new double[ServingTerm.values().length];
        int[] uses = uses(profile);
        for (int i = 0; i < uses.length; i++) {
            sums[priors.get(i).term().ordinal()] += values[uses[i]];
        }
        return sums;
    }

    /// How many samples an effect holds for.
    int rows(Name name, List<ServingSample> samples) {
        return (int) samples.stream().filter(s -> name.prior.scope().key(s.profile()).equals(name.key)).count();
    }

    /// @param wanted which groups count
    double[] fit(List<ServingSample> samples, Predicate<String> wanted) {
        List<ServingSample> counted = samples.stream().filter(s -> wanted.test(s.group())).toList();
        Map<String, Long> sizes = counted.stream().collect(Collectors.groupingBy(ServingSample::group, Collectors.counting()));
        int n = names.size();
        double[] values = start();
        for (int step = 0; step < STEPS; step++) {
            NormalEquations equations = new NormalEquations(n);
            for (int i = 0; i < n; i++) {
                equations.prior(i, names.get(i).prior.mean(), names.get(i).prior.width());
            }
            for (ServingSample sample : counted) {
                add(sample, Math.min(1, MOST_OF_GROUP / sizes.get(sample.group())), values, equations);
            }
            values = equations.solved();
        }
        return values;
    }

    private void add(ServingSample sample, double weight, double[] values, NormalEquations equations) {
        int[] uses = uses(sample.profile());
        double[] sums = sums(sample.profile(), values);
        for (int figure = 0; figure < ServingSample.FIGURES; figure++) {
            if (sample.tells(figure)) {
                double[] slopes = sample.slopes()[figure];
                double target = sample.measured()[figure] - sample.simulated()[figure];
                double left = target;
                for (int term = 0; term < slopes.length; term++) {
                    target += slopes[term] * sample.at()[term];
                    left -= slopes[term] * (sums[term] - sample.at()[term]);
                }
                double strength = weight / (NOISE[figure] * NOISE[figure]) * Math.min(1, NOISE[figure] / Math.abs(left));
                equations.row(uses, priors.stream().mapToDouble(prior -> slopes[prior.term().ordinal()]).toArray(), target, strength);
            }
        }
    }
}
