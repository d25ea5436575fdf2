package dev.podwright.calibration;

import java.util.Arrays;
import java.util.stream.IntStream;

/// A [Forest] as a short text: its distinct questions in ascending order, then each tree's questions by their number, then the leaves.
final class ForestText {
    private static final int MOST_DEPTH = 12;
    private static final int MOST_QUESTIONS = 1 << 16;
    /// Cuts from 2^-64 to 2^64.
    private static final int SPAN = 128 * Forest.CUTS_PER_OCTAVE;

    private ForestText() {}

    static String of(Forest forest) {
        return forest.isEmpty() ? "" : of(forest.trees());
    }

    private static String of(Forest.Trees trees) {
        int[] questions = IntStream.range(0, trees.traits().length).map(i -> key(trees, i)).toArray();
        int[] distinct = Arrays.stream(questions).distinct().sorted().toArray();
        Packer packer = new Packer();
        Packer.Model sizes = new Packer.Model();
        packer.unsigned(sizes, trees.depth());
        packer.unsigned(sizes, questions.length);
        packer.unsigned(sizes, distinct.length);
        Packer.Model steps = new Packer.Model();
        for (int i = 0; i < distinct.length; i++) {
            packer.unsigned(steps, distinct[i] - (i == 0 ? 0 : distinct[i - 1]));
        }
        Packer.Model numbers = new Packer.Model();
        for (int question : questions) {
            packer.unsigned(numbers, Arrays.binarySearch(distinct, question));
        }
        Packer.Model leaves = new Packer.Model();
        for (int leaf : trees.leaves()) {
            packer.signed(leaves, leaf);
        }
        return packer.text();
    }

    /// @throws IllegalArgumentException if the text is no forest
    static Forest.Trees read(String text) {
        Unpacker unpacker = new Unpacker(text);
        Packer.Model sizes = new Packer.Model();
        int depth = unpacker.unsigned(sizes);
        int questions = unpacker.unsigned(sizes);
        int distinct = unpacker.unsigned(sizes);
        if (depth < 1 || depth > MOST_DEPTH || questions > MOST_QUESTIONS || questions % depth != 0 || distinct > questions) {
            throw new IllegalArgumentException("%d questions, %d distinct, in trees of depth %d".formatted(questions, distinct, depth));
        }
        Packer.Model steps = new Packer.Model();
        int[] keys = new int[distinct];
        for (int i = 0; i < distinct; i++) {
            keys[i] = unpacker.unsigned(steps) + (i == 0 ? 0 : keys[i - 1]);
        }
        Packer.Model numbers = new Packer.Model();
        int[] traits = new int[questions];
        int[] cuts = new int[questions];
        for (int i = 0; i < questions; i++) {
            int number = unpacker.unsigned(numbers);
            if (number >= distinct || keys[number] < 0) {
                throw new IllegalArgumentException("question %d of %d".formatted(number, distinct));
            }
            traits[i] = keys[number] / SPAN;
            cuts[i] = keys[number] % SPAN - SPAN / 2;
        }
        Packer.Model leaf = new Packer.Model();
        int[] leaves = new int[questions / depth << depth];
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = unpacker.signed(leaf);
        }
        return new Forest.Trees(depth, traits, cuts, leaves);
    }

    private static int key(Forest.Trees trees, int question) {
        return trees.traits()[question] * SPAN + trees.cuts()[question] + SPAN / 2;
    }
}
