package dev.podwright.network.collective;

import dev.podwright.network.Pattern;
import java.util.Arrays;

/// Collects the messages of a step.
final class Messages {
    private int[] from;
    private int[] to;
    private double[] bytes;
    private int count;

    Messages(int expected) {
        from = new int[Math.max(1, expected)];
        to = new int[from.length];
        bytes = new double[from.length];
    }

    void add(int sender, int receiver, double amount) {
        if (count == from.length) {
            from = Arrays.copyOf(from, 2 * count);
            to = Arrays.copyOf(to, 2 * count);
            bytes = Arrays.copyOf(bytes, 2 * count);
        }
        from[count] = sender;
        to[count] = receiver;
        bytes[count++] = amount;
    }

    Pattern.Pairs pattern() {
        return new Pattern.Pairs(Arrays.copyOf(from, count), Arrays.copyOf(to, count), Arrays.copyOf(bytes, count));
    }
}
