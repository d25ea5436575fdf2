package dev.podwright.simulation;

import java.util.Arrays;

/// Durations of one window, counted in steps of three in a hundred: coarser than [Quantiles] and a hundred times smaller.
public final class Spread {
    /// From 2^-20 s, a microsecond, to 2^24 s, half a year.
    private static final int LEAST = -20;
    private static final int OCTAVES = 44;
    private static final int BITS = 5;
    private static final int PER_OCTAVE = 1 << BITS;
    private static final int MANTISSA = 52;

    /// Null until something is counted: most windows of most runs hold little.
    private int[] counts;
    private long count;
    private double sum;

    void add(double seconds) {
        if (counts == null) {
            counts = new int[OCTAVES * PER_OCTAVE];
        }
        counts[cell(seconds)]++;
        count++;
        sum += seconds;
    }

    void add(Spread other) {
        if (other.count == 0) {
            return;
        }
        if (counts == null) {
            counts = new int[OCTAVES * PER_OCTAVE];
        }
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        count += other.count;
        sum += other.sum;
    }

    void clear() {
        if (counts != null) {
            Arrays.fill(counts, 0);
        }
        count = 0;
        sum = 0;
    }

    public long count() {
        return count;
    }

    /// Seconds; 0 where nothing was counted.
    public double mean() {
        return count == 0 ? 0 : sum / count;
    }

    /// Seconds that a share of the durations do not exceed; 0 where nothing was counted.
    ///
    /// @param share from 0 to 1
    public double at(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        for (int i = 0; count > 0 && i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return middle(i);
            }
        }
        return 0;
    }

    /// The exponent and the first bits of the mantissa are the logarithm, near enough.
    private static int cell(double seconds) {
        long bits = Double.doubleToRawLongBits(Math.max(seconds, 0));
        return Math.clamp((bits >>> MANTISSA - BITS) - ((long) LEAST + Double.MAX_EXPONENT << BITS), 0, OCTAVES * PER_OCTAVE - 1);
    }

    private static double middle(int cell) {
        if (cell == 0) {
            return 0;
        }
        long bits = (cell + ((long) LEAST + Double.MAX_EXPONENT << BITS)) << MANTISSA - BITS;
        return Double.longBitsToDouble(bits) * (1 + 0.5 / PER_OCTAVE);
    }
}
