package dev.podwright.trace;

import dev.podwright.document.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Columns of a trace as they grow, line by line.
final class TraceColumns {
    private static final int START = 4096;
    /// No model reads or writes more tokens in one request.
    private static final double MOST_TOKENS = 1e8;
    /// What a trace may take in memory is bounded, whatever a compressed file unpacks to: some 400 MB for times and lengths, and for hashes
    /// 1 GB.
    private static final int MOST_REQUESTS = 25_000_000;
    private static final long MOST_HASHES = 250_000_000;

    private final String name;
    private final TraceFormat format;
    private final Reading wanted;
    private final int segmentTokens;
    private double[] arrivals = new double[START];
    private int[] inputs = new int[START];
    private int[] outputs = new int[START];
    private long[] ends;
    private final Ids ids = new Ids();
    private int size;
    private int line;
    private double origin = Double.NaN;
    private double last = Double.NEGATIVE_INFINITY;
    private int lastLine;
    private int silent;
    private int outside;
    private int tooLong;
    private int tooLongLine;
    private long longestLength;

    TraceColumns(String name, TraceFormat format, Reading wanted) {
        this.name = name;
        this.format = format;
        this.wanted = wanted;
        this.segmentTokens = format.segmentTokens();
        this.ends = segmentTokens > 0 ? new long[START] : null;
    }

    TraceColumns at(int number) {
        line = number;
        return this;
    }

    /// @param seconds on the trace's own clock
    /// @param hashes of the prompt's segments, the first `count` of them; none are read where the format has none
    void add(double seconds, double input, double output, long[] hashes, int count) {
        if (seconds < last) {
            throw wrong("time runs backwards, to %s after %s of line %,d".formatted(format.time(seconds), format.time(last), lastLine), "Sort the trace by time.");
        }
        last = seconds;
        lastLine = line;
        checked(input, "input");
        checked(output, "output");
        if (input < 1) {
            throw wrong("a request of 0 input tokens", "A request has at least one token of input.");
        }
        if (Double.isNaN(origin)) {
            origin = seconds;
        }
        double arrival = seconds - origin;
        if (arrival < wanted.from() || arrival >= wanted.to()) {
            outside++;
        } else if (output == 0) {
            // It failed or was cancelled: nothing says how long it ran.
            silent++;
        } else {
            fit(arrival - wanted.from(), (int) input, (int) output, hashes, count);
        }
    }

    private void checked(double tokens, String what) {
        if (!(tokens >= 0) || tokens > MOST_TOKENS || tokens != Math.rint(tokens)) {
            throw wrong("%s %s tokens".formatted(tokens == Math.rint(tokens) ? "%.0f".formatted(tokens) : String.valueOf(tokens), what),
                    "A number of tokens is whole, from 0 to 100 million.");
        }
    }

    private void fit(double arrival, int input, int output, long[] hashes, int count) {
        long context = wanted.context();
        if (context == 0 || (long) input + output <= context) {
            append(arrival, input, output, hashes, count);
            return;
        }
        if (tooLong++ == 0) {
            tooLongLine = line;
        }
        longestLength = Math.max(longestLength, (long) input + output);
        if (wanted.tooLong() == Reading.TooLong.CUT) {
            int prompt = (int) Math.min(input, context - Math.min(output, context / 2));
            // What the prompt begins with is gone, and its hashes with it.
            append(arrival, prompt, (int) Math.min(output, context - prompt), hashes, prompt < input ? 0 : count);
        }
    }

    private void append(double arrival, int input, int output, long[] hashes, int count) {
        if (size == MOST_REQUESTS || ids.size() > MOST_HASHES) {
            throw wrong("more than %,d requests or %,d hashes".formatted(MOST_REQUESTS, MOST_HASHES), "Choose a part of the trace by --window, or split the file.");
        }
        if (size == arrivals.length) {
            int wider = Math.min(MOST_REQUESTS, 2 * size);
            arrivals = Arrays.copyOf(arrivals, wider);
            inputs = Arrays.copyOf(inputs, wider);
            outputs = Arrays.copyOf(outputs, wider);
            ends = ends == null ? null : Arrays.copyOf(ends, wider);
        }
        arrivals[size] = arrival;
        inputs[size] = input;
        outputs[size] = output;
        if (segmentTokens > 0) {
            // The last hash stands for less than a segment if the prompt ends within it: nothing whole is shared there.
            int whole = Math.min(count, input / segmentTokens);
            for (int i = 0; i < whole; i++) {
                ids.add(hashes[i]);
            }
            ends[size] = ids.size();
        }
        size++;
    }

    InputException wrong(String problem, String mend) {
        return new InputException("%s, line %,d: %s.".formatted(name, line, problem), mend);
    }

    RequestTrace trace() {
        if (tooLong > 0 && wanted.tooLong() == Reading.TooLong.ERROR) {
            throw new InputException("%s: %,d of %,d requests exceed the %,d tokens that the model takes: the first on line %,d, the longest with %,d tokens."
                    .formatted(name, tooLong, size + tooLong, wanted.context(), tooLongLine, longestLength),
                    "Leave them out by --too-long drop, as an engine turns them away, cut them by --too-long cut, or choose a model with a longer context.");
        }
        if (size == 0) {
            throw new InputException("%s: the trace holds no request that generated a token%s%s.".formatted(name, outside > 0 ? " in the window asked for" : "",
                    tooLong > 0 ? " and fits the model" : ""), outside > 0 ? "It lasts %.0f s: choose a --window within.".formatted(last - origin) : "");
        }
        return new RequestTrace(name, Arrays.copyOf(arrivals, size), Arrays.copyOf(inputs, size), Arrays.copyOf(outputs, size), ends, ids, segmentTokens, remarks());
    }

    private List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (silent > 0) {
            remarks.add("%s: %,d requests are left out, as they generated nothing.".formatted(name, silent));
        }
        if (outside > 0) {
            remarks.add("%s: %,d requests lie outside the window.".formatted(name, outside));
        }
        if (tooLong > 0) {
            remarks.add("%s: %,d requests exceed the %,d tokens that the model takes and are %s.".formatted(name, tooLong, wanted.context(),
                    wanted.tooLong() == Reading.TooLong.CUT ? "cut" : "left out"));
        }
        return remarks;
    }
}
