package dev.podwright.calibration;

import java.util.Arrays;

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
    private final double[] bounds;

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
        this.bounds = Arrays.stream(cuts).mapToDouble(Forest::bound).toArray();
    }

    /// The count above which a question is answered with yes.
    public static double bound(int cut) {
        return Math.pow(2, cut / (double) CUTS_PER_OCTAVE);
    }

    /// The log ratio at the counts of an operator.
    public double at(double[] counts) {
        int sum = 0;
        int leaf = 0;
        for (int question = 0; question < traits.length; leaf += 1 << depth) {
            int answers = 0;
            for (int end = question + depth; question < end; question++) {
                answers = answers << 1 | (counts[traits[question]] > bounds[question] ? 1 : 0);
            }
            sum += leaves[leaf + answers];
        }
        return UNIT * sum;
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
