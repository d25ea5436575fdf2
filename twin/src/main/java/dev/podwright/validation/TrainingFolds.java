package dev.podwright.validation;

import dev.podwright.calibration.TrainingEffect;
import dev.podwright.calibration.TrainingFit;
import dev.podwright.calibration.TrainingProfile;
import dev.podwright.calibration.TrainingTerm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;

/// Cross-validation of training overheads: rows that belong together are held out together.
final class TrainingFolds {
    private static final int FOLDS = 5;
    private static final long SEED = 20260131;

    private TrainingFolds() {}

    static Map<String, Double> left(List<TrainingSample> samples, List<TrainingPrior> priors) {
        return left(samples, priors, SEED);
    }

    /// ln(measured/predicted) of every sample by its id, predicted by overheads fitted without its group.
    static Map<String, Double> left(List<TrainingSample> samples, List<TrainingPrior> priors, long seed) {
        return left(effects(samples, priors, seed));
    }

    /// ln(measured/predicted) of samples by their ids, each with its overheads.
    static Map<String, Double> left(Map<TrainingSample, List<TrainingEffect>> fitted) {
        Map<List<TrainingEffect>, Map<TrainingProfile, Map<TrainingTerm, Double>>> known = new IdentityHashMap<>();
        Map<String, Double> left = new LinkedHashMap<>();
        fitted.forEach((sample, effects) -> left.put(sample.id(), sample.left(known.computeIfAbsent(effects, _ -> new HashMap<>())
                .computeIfAbsent(sample.profile(), profile -> TrainingFit.values(effects, profile)))));
        return left;
    }

    static Map<TrainingSample, List<TrainingEffect>> effects(List<TrainingSample> samples, List<TrainingPrior> priors) {
        return effects(samples, priors, SEED);
    }

    /// The overheads of the fold in which a sample is held out.
    static Map<TrainingSample, List<TrainingEffect>> effects(List<TrainingSample> samples, List<TrainingPrior> priors, long seed) {
        List<String> groups = new ArrayList<>(new TreeSet<>(samples.stream().map(TrainingSample::group).toList()));
        Collections.shuffle(groups, new Random(seed));
        Map<String, Integer> folds = new HashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            folds.put(groups.get(i), i % FOLDS);
        }
        return without(samples, priors, sample -> folds.get(sample.group()));
    }

    /// The same with all samples of a key, such as the chip's family, left out at once.
    static <K> Map<TrainingSample, List<TrainingEffect>> without(List<TrainingSample> samples, List<TrainingPrior> priors, Function<TrainingSample, K> key) {
        TrainingFitter fitter = new TrainingFitter(priors);
        Map<K, List<TrainingEffect>> fits = new HashMap<>();
        Map<TrainingSample, List<TrainingEffect>> effects = new LinkedHashMap<>();
        for (TrainingSample sample : samples) {
            K held = key.apply(sample);
            effects.put(sample, fits.computeIfAbsent(held, h -> fitter.fit(samples.stream().filter(s -> !key.apply(s).equals(h)).toList())));
        }
        return effects;
    }
}
