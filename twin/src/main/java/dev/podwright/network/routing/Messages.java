package dev.podwright.network.routing;

import java.util.Arrays;

/// Messages one after the other.
final class Messages {
    private static final int START = 64;

    private int[] from = new int[START];
    private int[] to = new int[START];
    private double[] bytes = new double[START];
    private int[] origins = new int[START];
    private int size;

    void expect(int more) {
        if (size + more > from.length) {
            grow(size + more);
        }
    }

    private void grow(int most) {
        from = Arrays.copyOf(from, most);
        to = Arrays.copyOf(to, most);
        bytes = Arrays.copyOf(bytes, most);
        origins = Arrays.copyOf(origins, most);
    }

    /// Adds a message; one to its own sender is none.
    ///
    /// @param origin the number of what it is a part of
    void add(int sender, int receiver, double amount, int origin) {
        if (sender == receiver || amount == 0) {
            return;
        }
        if (size == from.length) {
            grow(2 * size);
        }
        from[size] = sender;
        to[size] = receiver;
        bytes[size] = amount;
        origins[size++] = origin;
    }

    int size() {
        return size;
    }

    int from(int message) {
        return from[message];
    }

    int to(int message) {
        return to[message];
    }

    double bytes(int message) {
        return bytes[message];
    }

    int origin(int message) {
        return origins[message];
    }
}
