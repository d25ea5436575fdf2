package dev.podwright.network.collective;

import dev.podwright.network.Pattern;
import java.util.List;

/// A step of a collective, or several alike in sequence; it begins when the phase before it has ended.
///
/// @param name such as `ring` or `gather`
/// @param pattern of one step, for one byte of the collective (as `fabric.Collective` counts bytes)
/// @param times steps in sequence that carry the pattern
/// @param hops messages that follow one another in the phase, each of which must arrive before the next can go: `times`, or more where the pattern is the
///     sum of what a pipeline carries
public record Phase(String name, Pattern pattern, int times, int hops) {

    public Phase {
        if (times < 1 || hops < times) {
            throw new IllegalArgumentException("The phase %s of %d steps takes %d messages one after another.".formatted(name, times, hops));
        }
    }

    /// Steps that wait for one another.
    public Phase(String name, Pattern pattern, int times) {
        this(name, pattern, times, times);
    }

    /// The phase when the collective that it is part of has only so many bytes for each byte of the whole.
    Phase scaled(double share) {
        return new Phase(name, scaled(pattern, share), times, hops);
    }

    /// The phase with senders and receivers exchanged: a gather run backwards reduces.
    Phase reversed() {
        return new Phase(name, reversed(pattern), times, hops);
    }

    private static Pattern scaled(Pattern pattern, double share) {
        return switch (pattern) {
            case Pattern.Pairs(int[] from, int[] to, double[] bytes) -> {
                double[] less = new double[bytes.length];
                for (int i = 0; i < less.length; i++) {
                    less[i] = bytes[i] * share;
                }
                yield new Pattern.Pairs(from, to, less);
            }
            case Pattern.AllToAll(List<int[]> groups, double bytes) -> new Pattern.AllToAll(groups, bytes * share);
            case Pattern.Together(List<Pattern> patterns) -> new Pattern.Together(patterns.stream().map(p -> scaled(p, share)).toList());
        };
    }

    private static Pattern reversed(Pattern pattern) {
        return switch (pattern) {
            case Pattern.Pairs(int[] from, int[] to, double[] bytes) -> new Pattern.Pairs(to, from, bytes);
            case Pattern.AllToAll all -> all;
            case Pattern.Together(List<Pattern> patterns) -> new Pattern.Together(patterns.stream().map(Phase::reversed).toList());
        };
    }
}
