package dev.podwright.trace;

import java.util.List;

/// A recorded trace, played as often and as fast as wanted. What a repetition asks is new: prompts share their beginnings with those of
/// their own round only.
public final class Replay implements RequestSource {
    /// Hashes of a round are this much beyond those of the round before.
    private static final long ROUND = 1L << 53;

    private final RequestTrace trace;
    private final int repeats;
    private final double speed;
    private final int size;
    private final double span;
    private int at = -1;
    private int round;
    private long[] hashes;

    /// @param repeats how often the trace is played, one repetition after the other
    /// @param speed factor on the rate of arrivals
    public Replay(RequestTrace trace, int repeats, double speed) {
        if (repeats < 1 || !(speed > 0)) {
            throw new IllegalArgumentException("The repeats (%d) must be at least 1 and the speed (%s) above 0.".formatted(repeats, speed));
        }
        this.trace = trace;
        this.repeats = repeats;
        this.speed = speed;
        this.size = trace.size();
        this.span = trace.span();
    }

    @Override
    public double upcoming() {
        if (at + 1 < size) {
            return (trace.arrival(at + 1) + round * span) / speed;
        }
        return round + 1 < repeats ? (trace.arrival(0) + (round + 1) * span) / speed : Double.POSITIVE_INFINITY;
    }

    @Override
    public boolean next() {
        if (++at == size) {
            at = 0;
            round++;
        }
        if (round == repeats) {
            return false;
        }
        hashes = trace.hashes(at);
        for (int i = 0; hashes != null && round > 0 && i < hashes.length; i++) {
            hashes[i] += round * ROUND;
        }
        return true;
    }

    @Override
    public double arrival() {
        return (trace.arrival(at) + round * span) / speed;
    }

    @Override
    public int input() {
        return trace.input(at);
    }

    @Override
    public int output() {
        return trace.output(at);
    }

    @Override
    public long[] hashes() {
        return hashes;
    }

    @Override
    public int segmentTokens() {
        return trace.segmentTokens();
    }

    @Override
    public long size() {
        return (long) size * repeats;
    }

    @Override
    public long longest() {
        return trace.longest();
    }

    @Override
    public List<String> remarks() {
        return trace.remarks();
    }
}
