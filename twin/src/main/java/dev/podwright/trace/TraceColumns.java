package dev.podwright.trace;

import dev.podwright.document.InputException;
import java.util.Arrays;

/// Columns of a trace as they grow, line by line.
final class TraceColumns {
    private static final int START = 4096;
    /// No model reads or writes more tokens in one request.
    private static final double MOST_TOKENS = 1e8;

    private final String name;
    private final int segmentTokens;
    private double[] arrivals = new double[START];
    private int[] inputs = new int[START];
    private int[] outputs = new int[START];
    private long[][] hashes;
    private int size;
    private int skipped;
    private int line;
    private double origin = Double.NaN;

    TraceColumns(String name, int segmentTokens) {
        this.name = name;
        this.segmentTokens = segmentTokens;
        this.hashes = segmentTokens > 0 ? new long[START][] : null;
    }

    TraceColumns at(int number) {
        line = number;
        return this;
    }

    /// @param seconds on the trace's own clock
    void add(double seconds, double input, double output, long[] segments) {
        if (Double.isNaN(origin)) {
            origin = seconds;
        }
        double arrival = seconds - origin;
        if (size > 0 && arrival < arrivals[size - 1]) {
            throw wrong("time runs backwards: %.3f s after %.3f s".formatted(arrival, arrivals[size - 1]), "Sort the trace by time.");
        }
        if (!(input >= 1) || !(output >= 0) || input > MOST_TOKENS || output > MOST_TOKENS) {
            throw wrong("a request of %.0f input and %.0f output tokens".formatted(input, output), "A request has at least one token of input.");
        }
        if (output == 0) {
            // It failed or was cancelled: nothing says how long it ran.
            skipped++;
            return;
        }
        if (size == arrivals.length) {
            arrivals = Arrays.copyOf(arrivals, 2 * size);
            inputs = Arrays.copyOf(inputs, 2 * size);
            outputs = Arrays.copyOf(outputs, 2 * size);
            hashes = hashes == null ? null : Arrays.copyOf(hashes, 2 * size);
        }
        arrivals[size] = arrival;
        inputs[size] = (int) input;
        outputs[size] = (int) output;
        if (hashes != null) {
            hashes[size] = segments;
        }
        size++;
    }

    InputException wrong(String problem, String mend) {
        return new InputException("%s, line %d: %s.".formatted(name, line, problem), mend);
    }

    RequestTrace trace() {
        if (size == 0) {
            throw new InputException("%s: the trace holds no request that generated a token.".formatted(name), "");
        }
        return new RequestTrace(name, Arrays.copyOf(arrivals, size), Arrays.copyOf(inputs, size), Arrays.copyOf(outputs, size),
                hashes == null ? null : Arrays.copyOf(hashes, size), segmentTokens, skipped);
    }
}
