package dev.podwright.simulation;

import java.util.Arrays;

/// The prompts of one step, in the order of [Inside#prompting]: how many tokens of each.
final class Chunks {
    private int[] sizes = new int[8];
    private int count;
    private int tokens;
    private int ending;
    private int largest;
    private double attention;
    private double seeing;

    void clear() {
        count = 0;
        tokens = 0;
        ending = 0;
        largest = 0;
        attention = 0;
        seeing = 0;
    }

    /// @param ends whether the prompt is computed with it
    /// @param seconds of its attention beyond the launch that all share
    void add(int size, boolean ends, double seconds) {
        if (count == sizes.length) {
            sizes = Arrays.copyOf(sizes, 2 * count);
        }
        sizes[count++] = size;
        tokens += size;
        ending += ends ? 1 : 0;
        largest = Math.max(largest, size);
        attention += seconds;
    }

    int count() {
        return count;
    }

    int size(int index) {
        return sizes[index];
    }

    /// Of all prompts.
    int tokens() {
        return tokens;
    }

    /// Prompts whose last token is among them.
    int ending() {
        return ending;
    }

    /// Tokens of the longest.
    int largest() {
        return largest;
    }

    /// Images of a prompt that begins with this step go through the vision tower before.
    void see(double seconds) {
        seeing += seconds;
    }

    /// Seconds of the vision tower in all lanes.
    double seeing() {
        return seeing;
    }

    /// Seconds of attention in all lanes.
    double attention() {
        return Math.max(attention, 0);
    }
}
