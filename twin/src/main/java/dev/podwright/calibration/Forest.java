package dev.podwright.calibration;

import java.util.Arrays;
import java.util.stream.IntStream;

/// What a grid cannot follow: the jumps where a library takes another kernel, or where a last wave of tiles fills only part of a chip. A
/// sum of small symmetric decision trees (all nodes of a level ask the same question, as in CatBoost, arXiv 1706.09516) over plain counts
/// of an operator. Beyond the counts it was fitted to it stays constant.
public final class Forest {
    /// No tree: 0 everywhere.
    public static final Forest NONE = new Forest(0, new int[0], new int[0], new int[0]);
    /// Steps of a leaf: a fifth of a percent, far below the noise of measurements.
    public static final double UNIT = 2e-3;
    /// Questions stand this many to an octave: near enough to tell 256 from 257.
    public static final int CUTS_PER_OCTAVE = 512;

    private final int depth;
    private final int[] traits;
    private final int[] cuts;
    private final int[] leaves;
    /// Ascending bounds of each count, and for each gap between them the answers to all questions about that count: trees side by side, none
    /// across two words. Or-ing them costs a third of asking question after question.
    private final double[][] bounds;
    private final long[][][] answers;
    private final int words;
    private final int perWord;

    /// @param depth questions of each tree
    /// @param traits which count each question is about, tree after tree
    /// @param cuts the bound of each question, in octaves times [#CUTS_PER_OCTAVE]
    /// @param leaves what each tree adds, in units, by the answers read as a binary number, the first answer its highest digit
    public Forest(int depth, int[] traits, int[] cuts, int[] leaves) {
        int trees = depth == 0 ? 0 : traits.length / depth;
        if (traits.length != trees * depth || cuts.length != traits.length || leaves.length != trees << depth) {
            throw new IllegalArgumentException("%d and %d questions and %d leaves are no trees of depth %d."
                    .formatted(traits.length, cuts.length, leaves.length, depth));
        }
        this.depth = depth;
        this.traits = traits.clone();
        this.cuts = cuts.clone();
        this.leaves = leaves.clone();
        this.perWord = depth == 0 ? 1 : Long.SIZE / depth;
        this.words = (trees + perWord - 1) / perWord;
        this.bounds = new double[width()][];
        this.answers = new long[width()][][];
        for (int trait = 0; trait < bounds.length; trait++) {
            int about = trait;
            int[] own = IntStream.range(0, cuts.length).filter(q -> traits[q] == about).toArray();
            int[] distinct = Arrays.stream(own).map(q -> cuts[q]).distinct().sorted().toArray();
            bounds[trait] = Arrays.stream(distinct).mapToDouble(Forest::bound).toArray();
            answers[trait] = new long[distinct.length + 1][words];
            for (int question : own) {
                for (int gap = Arrays.binarySearch(distinct, cuts[question]) + 1; gap <= distinct.length; gap++) {
                    answers[trait][gap][question / depth / perWord] |= 1L << place(question);
                }
            }
        }
    }

    /// The bit of a question in its word: the first question of a tree is the highest digit.
    private int place(int question) {
        return question / depth % perWord * depth + depth - 1 - question % depth;
    }

    /// The count above which a question is answered with yes.
    public static double bound(int cut) {
        return Math.pow(2, cut / (double) CUTS_PER_OCTAVE);
    }

    /// The log ratio at the counts of an operator.
    public double at(double[] counts) {
        long[] all = new long[words];
        for (int trait = 0; trait < bounds.length; trait++) {
            if (bounds[trait].length > 0) {
                long[] own = answers[trait][gap(bounds[trait], counts[trait])];
                for (int word = 0; word < words; word++) {
                    all[word] |= own[word];
                }
            }
        }
        int sum = 0;
        int trees = depth == 0 ? 0 : traits.length / depth;
        long mask = (1L << depth) - 1;
        for (int tree = 0; tree < trees; tree++) {
            sum += leaves[(tree << depth) + (int) (all[tree / perWord] >>> tree % perWord * depth & mask)];
        }
        return UNIT * sum;
    }

    /// How many bounds lie below `x`.
    private static int gap(double[] bounds, double x) {
        int low = 0;
        int high = bounds.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (x > bounds[middle]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    public boolean isEmpty() {
        return traits.length == 0;
    }

    int depth() {
        return depth;
    }

    int[] traits() {
        return traits;
    }

    int[] cuts() {
        return cuts;
    }

    int[] leaves() {
        return leaves;
    }

    /// How many counts an operator must have for [#at].
    int width() {
        return Arrays.stream(traits).max().orElse(-1) + 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Forest forest && depth == forest.depth && Arrays.equals(traits, forest.traits)
                && Arrays.equals(cuts, forest.cuts) && Arrays.equals(leaves, forest.leaves);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(leaves);
    }
}
