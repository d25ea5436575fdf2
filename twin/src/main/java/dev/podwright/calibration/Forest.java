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

    private final Lazy<Trees> trees;
    private final Lazy<Answers> answers;
    private final boolean empty;

    /// @param depth questions of each tree
    /// @param traits which count each question is about, tree after tree
    /// @param cuts the bound of each question, in octaves times [#CUTS_PER_OCTAVE]
    /// @param leaves what each tree adds, in units, by the answers read as a binary number, the first answer its highest digit
    public Forest(int depth, int[] traits, int[] cuts, int[] leaves) {
        this(Lazy.made(new Trees(depth, traits.clone(), cuts.clone(), leaves.clone())), traits.length == 0);
    }

    /// A forest that is not empty.
    Forest(Lazy<Trees> trees) {
        this(trees, false);
    }

    private Forest(Lazy<Trees> trees, boolean empty) {
        this.trees = trees;
        this.answers = Lazy.of(() -> Answers.of(trees.get()));
        this.empty = empty;
    }

    /// The questions and the leaves, as [#Forest(int, int[], int[], int[])] takes them.
    record Trees(int depth, int[] traits, int[] cuts, int[] leaves) {

        Trees {
            int trees = depth == 0 ? 0 : traits.length / depth;
            if (traits.length != trees * depth || cuts.length != traits.length || leaves.length != trees << depth) {
                throw new IllegalArgumentException("%d and %d questions and %d leaves are no trees of depth %d."
                        .formatted(traits.length, cuts.length, leaves.length, depth));
            }
        }

        /// How many counts an operator must have.
        int width() {
            return Arrays.stream(traits).max().orElse(-1) + 1;
        }
    }

    /// The count above which a question is answered with yes.
    public static double bound(int cut) {
        return Math.pow(2, cut / (double) CUTS_PER_OCTAVE);
    }

    /// The log ratio at the counts of an operator.
    public double at(double[] counts) {
        return UNIT * answers.get().sum(counts);
    }

    public boolean isEmpty() {
        return empty;
    }

    Trees trees() {
        return trees.get();
    }

    /// How many counts an operator must have for [#at].
    int width() {
        return trees().width();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Forest forest && trees().depth == forest.trees().depth && Arrays.equals(trees().traits, forest.trees().traits)
                && Arrays.equals(trees().cuts, forest.trees().cuts) && Arrays.equals(trees().leaves, forest.trees().leaves);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(trees().leaves);
    }
}
