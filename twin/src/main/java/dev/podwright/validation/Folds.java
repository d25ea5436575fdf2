package dev.podwright.validation;

import dev.podwright.catalog.Chip;
import dev.podwright.kernel.Law;
import java.util.ArrayList;
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
/// @param errors of all held-out rows
/// @param held all rows with the error of their prediction while they were held out
record Folds(int groups, boolean byPart, Errors errors, List<Held> held) {
    static final int LEAST_GROUPS = 3;
    private static final int FOLDS = 5;
    private static final long SEED = 20260131;

    /// @param ratio ln(measured/predicted)
    record Held(Sample sample, double ratio) {}

    static Folds of(List<Sample> samples, Chip chip, int terms) {
        boolean byPart = count(samples, Sample::group) < LEAST_GROUPS;
        Function<Sample, String> group = byPart ? Sample::part : Sample::group;
        List<String> names = new ArrayList<>(new TreeSet<>(samples.stream().map(group).toList()));
        Collections.shuffle(names, new Random(SEED));
        List<Held> all = new ArrayList<>(samples.size());
        for (int fold = 0; fold < Math.min(FOLDS, names.size()); fold++) {
            Set<String> held = new HashSet<>();
            for (int i = fold; i < names.size(); i += FOLDS) {
                held.add(names.get(i));
            }
            List<Sample> seen = samples.stream().filter(s -> !held.contains(group.apply(s))).toList();
            List<Sample> unseen = samples.stream().filter(s -> held.contains(group.apply(s))).toList();
            Law law = LawFit.of(Points.of(seen, chip), terms);
            double[] ratios = Points.of(unseen, chip).ratios(law);
            for (int i = 0; i < ratios.length; i++) {
                all.add(new Held(unseen.get(i), ratios[i]));
            }
        }
        return new Folds(names.size(), byPart, Errors.of(all.stream().mapToDouble(Held::ratio).toArray()), all);
    }

    /// Whether the samples fall in enough groups, coarse or fine, to hold some out.
    static boolean possible(List<Sample> samples) {
        return count(samples, Sample::group) >= LEAST_GROUPS || count(samples, Sample::part) >= LEAST_GROUPS;
    }

    private static long count(List<Sample> samples, Function<Sample, String> group) {
        return samples.stream().map(group).distinct().count();
    }
}
