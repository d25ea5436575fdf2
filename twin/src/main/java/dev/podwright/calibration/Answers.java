package dev.podwright.calibration;

import java.util.Arrays;

/// A [Forest] ready to be asked: ascending bounds of each count, and for each gap between them the answers to all questions about that count.
/// Trees stand side by side in words, none across two. Or-ing the words costs a third of asking question after question.
final class Answers {
    private final int depth;
    private final int[] leaves;
    private final int perWord;
    private final int words;
    private final double[][] bounds;
    /// Of each count, the words of each gap, one gap after the other.
    private final long[][] answers;

    private Answers(Forest.Trees trees) {
        depth = trees.depth();
        leaves = trees.leaves();
        perWord = depth == 0 ? 1 : Long.SIZE / depth;
        int count = depth == 0 ? 0 : trees.traits().length / depth;
        words = (count + perWord - 1) / perWord;
        bounds = new double[trees.width()][];
        answers = new long[bounds.length][];
    }

    static Answers of(Forest.Trees trees) {
        Answers all = new Answers(trees);
        for (int trait = 0; trait < all.bounds.length; trait++) {
            all.about(trait, trees);
        }
        return all;
    }

    private void about(int trait, Forest.Trees trees) {
        int[] traits = trees.traits();
        int[] cuts = trees.cuts();
        int[] own = new int[cuts.length];
        int size = 0;
        for (int question = 0; question < cuts.length; question++) {
            if (traits[question] == trait) {
                own[size++] = cuts[question];
            }
        }
        Arrays.sort(own, 0, size);
        int distinct = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || own[i] != own[i - 1]) {
                own[distinct++] = own[i];
            }
        }
        bounds[trait] = new double[distinct];
        for (int i = 0; i < distinct; i++) {
            bounds[trait][i] = Forest.bound(own[i]);
        }
        long[] words = new long[(distinct + 1) * this.words];
        for (int question = 0; question < cuts.length; question++) {
            if (traits[question] == trait) {
                // Yes beyond its own bound: below, each gap takes over what the one before it says.
                int gap = Arrays.binarySearch(own, 0, distinct, cuts[question]) + 1;
                words[gap * this.words + question / depth / perWord] |= 1L << place(question);
            }
        }
        for (int i = this.words; i < words.length; i++) {
            words[i] |= words[i - this.words];
        }
        answers[trait] = words;
    }

    /// The bit of a question in its word: the first question of a tree is the highest digit.
    private int place(int question) {
        return question / depth % perWord * depth + depth - 1 - question % depth;
    }

    /// What all trees add, in units.
    int sum(double[] counts) {
        long[] all = new long[words];
        for (int trait = 0; trait < bounds.length; trait++) {
            if (bounds[trait].length > 0) {
                long[] own = answers[trait];
                int from = gap(bounds[trait], counts[trait]) * words;
                for (int word = 0; word < all.length; word++) {
                    all[word] |= own[from + word];
                }
            }
        }
        int sum = 0;
        int tree = 0;
        long mask = (1L << depth) - 1;
        for (long word : all) {
            int end = Math.min(tree + (perWord << depth), leaves.length);
            for (; tree < end; tree += 1 << depth) {
                sum += leaves[tree + (int) (word & mask)];
                word >>>= depth;
            }
        }
        return sum;
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
}
