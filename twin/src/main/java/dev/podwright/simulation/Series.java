package dev.podwright.simulation;

import java.util.Arrays;

/// An amount window by window, to which stretches of time add.
final class Series {
    private final double[] values;

    Series(int windows) {
        this.values = new double[windows];
    }

    /// Adds `rate` a second from `from` to `to`, both within the windows.
    void add(double from, double to, double rate, double width) {
        int first = Math.min((int) (from / width), values.length - 1);
        int last = Math.min((int) (to / width), values.length - 1);
        if (first == last) {
            values[first] += rate * (to - from);
            return;
        }
        values[first] += rate * ((first + 1) * width - from);
        for (int i = first + 1; i < last; i++) {
            values[i] += rate * width;
        }
        values[last] += rate * (to - last * width);
    }

    void add(int window, double amount) {
        values[window] += amount;
    }

    double at(int window) {
        return values[window];
    }

    /// Windows become twice as long.
    void fold() {
        int half = values.length / 2;
        for (int i = 0; i < half; i++) {
            values[i] = values[2 * i] + values[2 * i + 1];
        }
        Arrays.fill(values, half, values.length, 0);
    }
}
