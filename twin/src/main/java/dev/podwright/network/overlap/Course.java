package dev.podwright.network.overlap;

import java.util.List;

/// How a job went.
///
/// @param start seconds
/// @param end seconds, beside the others
/// @param alone seconds from its start to its end when nobody else is there
/// @param stretches from its start to its end
public record Course(String name, double start, double end, double alone, List<Stretch> stretches) {

    public Course {
        stretches = List.copyOf(stretches);
    }

    /// Seconds that it takes.
    public double seconds() {
        return end - start;
    }

    /// How many times as long it takes as alone.
    public double slowdown() {
        return alone == 0 ? 1 : seconds() / alone;
    }
}
