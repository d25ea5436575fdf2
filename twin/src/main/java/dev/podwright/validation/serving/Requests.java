package dev.podwright.validation.serving;

import dev.podwright.trace.RequestSource;
import dev.podwright.workload.Lengths;
import java.util.SplittableRandom;

/// The prompts of a benchmark client: lengths uniform about a mean, all ready at the start.
public final class Requests implements RequestSource {
    private final Lengths lengths;
    private final double spread;
    private final int count;
    private final SplittableRandom random;
    private int made;
    private int input;
    private int output;

    /// @param lengths mean tokens; what a cache holds of a prompt is taken as given
    /// @param spread lengths are uniform within this share of the mean, either side
    public Requests(Lengths lengths, double spread, int count, long seed) {
        this.lengths = lengths;
        this.spread = spread;
        this.count = count;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public double upcoming() {
        return made == count ? Double.POSITIVE_INFINITY : 0;
    }

    @Override
    public boolean next() {
        if (made == count) {
            return false;
        }
        made++;
        input = drawn(lengths.fresh());
        output = drawn(lengths.output());
        return true;
    }

    private int drawn(double mean) {
        return Math.max(1, (int) Math.round(mean * (1 + spread * (2 * random.nextDouble() - 1))));
    }

    @Override
    public double arrival() {
        return 0;
    }

    @Override
    public int input() {
        return input;
    }

    @Override
    public int output() {
        return output;
    }

    @Override
    public int kind() {
        return 0;
    }

    @Override
    public long[] hashes() {
        return null;
    }

    @Override
    public int segmentTokens() {
        return 0;
    }

    @Override
    public long longest() {
        return (long) Math.ceil((lengths.fresh() + lengths.output()) * (1 + spread)) + 1;
    }

    @Override
    public long size() {
        return count;
    }
}
