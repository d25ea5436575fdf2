package dev.podwright.trace;

import java.util.List;

/// A recorded trace, as columns: sixteen bytes a request, and four for each hash.
public final class RequestTrace implements Recording {
    private final String name;
    private final double[] arrivals;
    private final int[] inputs;
    private final int[] outputs;
    private final long[] ends;
    private final Ids ids;
    private final int segmentTokens;
    private final List<String> remarks;

    /// @param ends of each request's hashes among `ids`; null where the format has none
    RequestTrace(String name, double[] arrivals, int[] inputs, int[] outputs, long[] ends, Ids ids, int segmentTokens, List<String> remarks) {
        this.name = name;
        this.arrivals = arrivals;
        this.inputs = inputs;
        this.outputs = outputs;
        this.ends = ends;
        this.ids = ids;
        this.segmentTokens = segmentTokens;
        this.remarks = List.copyOf(remarks);
    }

    /// @param name as the user named it
    /// @param arrivals seconds since the first, ascending
    /// @param hashes of the whole leading segments of each prompt; null where none are known
    /// @param segmentTokens tokens that a hash stands for; 0 where none are known
    public static RequestTrace of(String name, double[] arrivals, int[] inputs, int[] outputs, long[][] hashes, int segmentTokens) {
        long[] ends = hashes == null ? null : new long[arrivals.length];
        Ids ids = new Ids();
        for (int i = 0; hashes != null && i < hashes.length; i++) {
            for (long hash : hashes[i]) {
                ids.add(hash);
            }
            ends[i] = ids.size();
        }
        return new RequestTrace(name, arrivals, inputs, outputs, ends, ids, segmentTokens, List.of());
    }

    /// As the user named it.
    @Override
    public String name() {
        return name;
    }

    public int size() {
        return arrivals.length;
    }

    /// Seconds since the first request, or the begin of the window wanted.
    public double arrival(int index) {
        return arrivals[index];
    }

    public int input(int index) {
        return inputs[index];
    }

    public int output(int index) {
        return outputs[index];
    }

    /// Hashes of the whole leading segments of a prompt; null where none are known.
    public long[] hashes(int index) {
        if (ends == null) {
            return null;
        }
        long from = index == 0 ? 0 : ends[index - 1];
        long[] hashes = new long[(int) (ends[index] - from)];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = ids.get(from + i);
        }
        return hashes;
    }

    /// Tokens that a hash stands for; 0 where none are known.
    public int segmentTokens() {
        return segmentTokens;
    }

    /// What was left out or cut, in sentences.
    public List<String> remarks() {
        return remarks;
    }

    /// Seconds from the first request to where a repetition begins: one mean gap after the last.
    @Override
    public double span() {
        int n = size();
        return n < 2 || arrivals[n - 1] == 0 ? 1 : arrivals[n - 1] * n / (n - 1);
    }

    @Override
    public double meanInput() {
        return mean(inputs);
    }

    @Override
    public double meanOutput() {
        return mean(outputs);
    }

    private static double mean(int[] values) {
        double sum = 0;
        for (int value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /// The longest request, in tokens.
    @Override
    public long longest() {
        long most = 0;
        for (int i = 0; i < size(); i++) {
            most = Math.max(most, (long) inputs[i] + outputs[i]);
        }
        return most;
    }

    @Override
    public double rate() {
        return size() / span();
    }

    @Override
    public boolean images() {
        return false;
    }

    @Override
    public RequestSource play(int repeats, double speed, long seed) {
        return new Replay(this, repeats, speed);
    }
}
