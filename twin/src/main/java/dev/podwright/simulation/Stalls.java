package dev.podwright.simulation;

import java.util.Arrays;

/// Steps of prompts alone, for which the sequences of a replica that generate wait: each lengthens the gap to their next token.
final class Stalls {
    private double[] seconds = new double[4];
    private int[] held = new int[4];
    private int count;

    /// @param held sequences that wait for it; never fewer than for the one before, as nobody is done meanwhile
    void add(double length, int held) {
        if (count == seconds.length) {
            seconds = Arrays.copyOf(seconds, 2 * count);
            this.held = Arrays.copyOf(this.held, 2 * count);
        }
        seconds[count] = length;
        this.held[count++] = held;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /// The next token of all that generate comes: who waited longest has the longest gap.
    ///
    /// @param step seconds of the step that gives it
    /// @param decoding sequences that get it; fewer than waited, where some were preempted
    void end(double step, int decoding, Quantiles gaps) {
        double waited = 0;
        for (int i = 0; i < count; i++) {
            waited += seconds[i];
        }
        int told = 0;
        for (int i = 0; i < count; i++) {
            int here = Math.max(0, Math.min(held[i], decoding) - told);
            if (here > 0) {
                gaps.add(step + waited, here);
                told += here;
            }
            waited -= seconds[i];
        }
        if (decoding > told) {
            gaps.add(step, decoding - told);
        }
        count = 0;
    }
}
