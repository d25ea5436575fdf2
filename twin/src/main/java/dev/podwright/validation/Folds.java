package dev.podwright.validation;

import dev.podwright.calibration.OperatorClass;
import dev.podwright.calibration.Residual;
import dev.podwright.catalog.Chip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Cross-validation by group: the groups are dealt into five folds, each fold is predicted by a law fitted to the rest.
///
/// @param groups how many groups there are
/// @param byPart whether the finer groups had to be used
/// @param errors of all held-out rows; the spread is that of errors divided by their scale
/// @param scale how errors depend on the shape
/// @param held all rows with their errors while they were held out
record Folds(int groups, boolean byPart, Errors errors, Residual scale, List<Held> held) {
    static final int LEAST_GROUPS = 3;
    private static final int FOLDS = 5;
    private static final long SEED = 20260131;

    /// @param error ln(measured/predicted), divided by its scale
    record Held(Sample sample, double error) {}

    static Folds of(List<Sample> samples, Chip chip, OperatorClass kind) {
        boolean byPart = count(samples, Sample::group) < LEAST_GROUPS;
        Function<Sample, String> group = byPart ? Sample::part : Sample::group;
        List<String> names = new ArrayList<>(new TreeSet<>(samples.stream().map(group).toList()));
        Collections.shuffle(names, new Random(SEED));
        List<Sample> out = new ArrayList<>(samples.size());
        List<double[]> ratios = new ArrayList<>();
        List<double[]> features = new ArrayList<>();
        for (int fold = 0; fold < Math.min(FOLDS, names.size()); fold++) {
            Set<String> held = new HashSet<>();
            for (int i = fold; i < names.size(); i += FOLDS) {
                held.add(names.get(i));
            }
            List<Sample> seen = samples.stream().filter(s -> !held.contains(group.apply(s))).toList();
            List<Sample> left = samples.stream().filter(s -> held.contains(group.apply(s))).toList();
            Points unseen = Points.of(left, chip);
            out.addAll(left);
            ratios.add(KernelModel.of(Points.of(seen, chip), kind).ratios(unseen));
            features.addAll(Arrays.asList(unseen.features));
        }
        double[] all = ratios.stream().flatMapToDouble(Arrays::stream).toArray();
        double[][] at = features.toArray(double[][]::new);
        Residual scale = Grids.of(kind).scale(at, all);
        double[] scaled = new double[all.length];
        List<Held> rows = new ArrayList<>(all.length);
        for (int i = 0; i < all.length; i++) {
            scaled[i] = all[i] / Math.exp(scale.at(at[i]));
            rows.add(new Held(out.get(i), scaled[i]));
        }
        Errors plain = Errors.of(all);
        return new Folds(names.size(), byPart, new Errors(plain.median(), plain.p90(), Errors.of(scaled).spread()), scale, rows);
    }

    /// Whether the samples fall in enough groups, coarse or fine, to hold some out.
    static boolean possible(List<Sample> samples) {
        return count(samples, Sample::group) >= LEAST_GROUPS || count(samples, Sample::part) >= LEAST_GROUPS;
    }

    private static long count(List<Sample> samples, Function<Sample, String> group) {
        return samples.stream().map(group).distinct().count();
    }
}
