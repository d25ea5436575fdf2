package dev.podwright.trace;

import dev.podwright.workload.RequestClass;
import dev.podwright.workload.RequestMix;
import java.util.List;
import java.util.SplittableRandom;

/// Requests of a mix that arrive by a law of gaps. Lengths vary about each class's means: fixed, or uniform between a share of a nominal
/// length and the length itself, so that the mean is kept.
public final class Generated implements RequestSource {
    private final List<RequestClass> classes;
    private final Gaps gaps;
    private final double jitter;
    private final long count;
    private final SplittableRandom random;
    private long made;
    private double clock;
    private double upcoming;
    private int kind;
    private int input;
    private int output;

    /// @param jitter lengths are uniform within this share of the mean on either side; 0 = fixed
    /// @param count requests in all
    public Generated(RequestMix mix, Gaps gaps, double jitter, long count, long seed) {
        if (!(jitter >= 0 && jitter < 1) || count < 1) {
            throw new IllegalArgumentException("The jitter (%s) must be from 0 to below 1, the count (%d) at least 1.".formatted(jitter, count));
        }
        this.classes = mix.classes();
        this.gaps = gaps;
        this.jitter = jitter;
        this.count = count;
        this.random = new SplittableRandom(seed);
        this.upcoming = gaps.draw(random);
    }

    @Override
    public double upcoming() {
        return upcoming;
    }

    @Override
    public boolean next() {
        if (made == count) {
            return false;
        }
        made++;
        clock = upcoming;
        upcoming = made == count ? Double.POSITIVE_INFINITY : clock + gaps.draw(random);
        double at = random.nextDouble();
        kind = 0;
        while (kind + 1 < classes.size() && at >= classes.get(kind).share()) {
            at -= classes.get(kind++).share();
        }
        input = length(classes.get(kind).lengths().input());
        output = length(classes.get(kind).lengths().output());
        return true;
    }

    private int length(double mean) {
        double drawn = jitter == 0 ? mean : mean * (1 + jitter * (2 * random.nextDouble() - 1));
        return Math.max(1, (int) Math.round(drawn));
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
    public int kind() {
        return kind;
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
    public long size() {
        return count;
    }

    @Override
    public long longest() {
        return classes.stream().mapToLong(c -> (long) Math.ceil((1 + jitter) * c.lengths().total()) + 1).max().orElseThrow();
    }
}
