package dev.podwright.trace;

import java.util.List;

/// A recorded trace, played as often and as fast as wanted.
public final class Replay implements RequestSource {
    private final RequestTrace trace;
    private final int repeats;
    private final double speed;
    private int at = -1;
    private int round;

    /// @param repeats how often the trace is played, one repetition after the other
    /// @param speed factor on the rate of arrivals
    public Replay(RequestTrace trace, int repeats, double speed) {
        if (repeats < 1 || !(speed > 0)) {
            throw new IllegalArgumentException("The repeats (%d) must be at least 1 and the speed (%s) above 0.".formatted(repeats, speed));
        }
        this.trace = trace;
        this.repeats = repeats;
        this.speed = speed;
    }

    @Override
    public double upcoming() {
        int next = at + 1 == trace.size() ? 0 : at + 1;
        int turn = at + 1 == trace.size() ? round + 1 : round;
        return turn < repeats ? (trace.arrivals()[next] + turn * trace.span()) / speed : Double.POSITIVE_INFINITY;
    }

    @Override
    public boolean next() {
        if (++at == trace.size()) {
            at = 0;
            round++;
        }
        return round < repeats && at < trace.size();
    }

    @Override
    public double arrival() {
        return (trace.arrivals()[at] + round * trace.span()) / speed;
    }

    @Override
    public int input() {
        return trace.inputs()[at];
    }

    @Override
    public int output() {
        return trace.outputs()[at];
    }

    @Override
    public int kind() {
        return 0;
    }

    @Override
    public long[] hashes() {
        return trace.hashes() == null ? null : trace.hashes()[at];
    }

    @Override
    public int segmentTokens() {
        return trace.segmentTokens();
    }

    @Override
    public long size() {
        return (long) trace.size() * repeats;
    }

    @Override
    public long longest() {
        return trace.longest();
    }

    @Override
    public List<String> remarks() {
        return trace.skipped() == 0 ? List.of() : List.of("%s: %,d requests are left out, as they generated nothing.".formatted(trace.name(), trace.skipped()));
    }
}
