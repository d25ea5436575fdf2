package dev.podwright.validation.serving;

import dev.podwright.trace.RequestSource;
import dev.podwright.workload.Lengths;
import java.util.SplittableRandom;

/// The requests of a measured load: all at once or at a rate, with lengths about their means.
///
/// Lengths of recorded conversations are log-normal: an answer that is many times the mean keeps a replica waiting long after the others are done.
final class Arrivals implements RequestSource {
    /// Standard deviation of the logarithm of ShareGPT's answers as vLLM's benchmark samples them, about the mean (`benchmarks/benchmark_dataset.py`
    /// drops prompts beyond 1,024 tokens and requests beyond 2,048).
    private static final double SPREAD_OF_LOGARITHM = 0.9;
    /// No drawn length is more than this many times the mean.
    private static final double MOST = 5;

    private final Lengths lengths;
    private final double vary;
    private final boolean drawn;
    private final double rate;
    private final int count;
    private final SplittableRandom random;
    private int made;
    private double clock;
    private double next;
    private int input;
    private int output;

    /// @param rate requests per second of Poisson arrivals; 0 = all at once
    Arrivals(Point point, int count, double rate, long seed) {
        this(point.lengths(), point.load().vary(), point.load().drawn(), count, rate, seed);
    }

    /// Prompts that are all ready at the start: a client sends the next when one is answered.
    ///
    /// @param lengths mean tokens; what a cache holds of a prompt is taken as given
    /// @param vary lengths are uniform within this share of the mean, either side
    static Arrivals ready(Lengths lengths, double vary, int count, long seed) {
        return new Arrivals(lengths, vary, false, count, 0, seed);
    }

    private Arrivals(Lengths lengths, double vary, boolean drawn, int count, double rate, long seed) {
        this.lengths = lengths;
        this.vary = vary;
        this.drawn = drawn;
        this.count = count;
        this.rate = rate;
        this.random = new SplittableRandom(seed);
        this.next = gap();
    }

    private double gap() {
        return rate == 0 ? 0 : random.nextExponential() / rate;
    }

    @Override
    public double upcoming() {
        return made == count ? Double.POSITIVE_INFINITY : next;
    }

    @Override
    public boolean next() {
        if (made == count) {
            return false;
        }
        made++;
        clock = next;
        next += gap();
        input = length(lengths.fresh());
        output = length(lengths.output());
        return true;
    }

    private int length(double mean) {
        if (drawn) {
            double s = SPREAD_OF_LOGARITHM;
            return (int) Math.clamp(Math.round(mean * Math.exp(s * random.nextGaussian() - s * s / 2)), 1, (long) Math.ceil(MOST * mean));
        }
        return Math.max(1, (int) Math.round(mean * (1 + vary * (2 * random.nextDouble() - 1))));
    }

    @Override
    public double arrival() {
        return clock;
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
    public long longest() {
        return longest(lengths, drawn, vary);
    }

    /// Tokens that no request of such lengths exceeds.
    static long longest(Lengths lengths, boolean drawn, double vary) {
        return (long) Math.ceil((lengths.input() + lengths.output()) * (drawn ? MOST : 1 + vary)) + 2;
    }

    @Override
    public long size() {
        return count;
    }
}
