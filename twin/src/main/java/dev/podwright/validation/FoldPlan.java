package dev.podwright.validation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;

/// Deals the groups of a class into five folds, one deal for all its tables: a shape that is held out is held out of every table, so what
/// tables share teaches nothing of it. Tables of few groups are dealt first, so that each falls into folds of like size.
final class FoldPlan {
    static final int FOLDS = 5;
    static final int LEAST_GROUPS = 3;
    private static final long SEED = 20260131;

    private final Map<String, Integer> folds = new HashMap<>();

    /// @param tables the samples of each table of one class
    FoldPlan(List<List<Sample>> tables) {
        int[] total = new int[FOLDS];
        List<TreeSet<String>> groups = new ArrayList<>(tables.stream().map(t -> names(t, grouping(t))).toList());
        groups.sort(Comparator.<TreeSet<String>>comparingInt(TreeSet::size).thenComparing(g -> String.join("|", g)));
        for (TreeSet<String> table : groups) {
            int[] own = new int[FOLDS];
            List<String> names = new ArrayList<>(table);
            Collections.shuffle(names, new Random(SEED));
            names.stream().filter(folds::containsKey).forEach(n -> own[folds.get(n)]++);
            for (String name : names) {
                folds.computeIfAbsent(name, n -> {
                    int fold = least(own, total);
                    own[fold]++;
                    total[fold]++;
                    return fold;
                });
            }
        }
    }

    private static int least(int[] own, int[] total) {
        int best = 0;
        for (int i = 1; i < FOLDS; i++) {
            if (own[i] < own[best] || own[i] == own[best] && total[i] < total[best]) {
                best = i;
            }
        }
        return best;
    }

    /// The fold of each sample of a table.
    int[] of(List<Sample> table) {
        Function<Sample, String> grouping = grouping(table);
        return table.stream().mapToInt(s -> folds.get(grouping.apply(s))).toArray();
    }

    /// Whether a table holds too few groups, so that finer ones are held out.
    static boolean byPart(List<Sample> table) {
        return names(table, Sample::group).size() < LEAST_GROUPS;
    }

    /// Whether the samples fall in enough groups, coarse or fine, to hold some out.
    static boolean possible(List<Sample> table) {
        return groups(table) >= LEAST_GROUPS;
    }

    static int groups(List<Sample> table) {
        return names(table, grouping(table)).size();
    }

    private static Function<Sample, String> grouping(List<Sample> table) {
        return byPart(table) ? s -> "part " + s.part() : Sample::group;
    }

    private static TreeSet<String> names(List<Sample> table, Function<Sample, String> grouping) {
        return new TreeSet<>(table.stream().map(grouping).toList());
    }
}
