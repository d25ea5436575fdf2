package dev.podwright.network.overlap;

import java.util.OptionalInt;

/// Time in which a job goes on at one pace.
///
/// @param from seconds
/// @param to seconds
/// @param phase name
/// @param pace share of the pace that the phase begins with when the job is alone; 0 while messages are on their way and take no bandwidth
/// @param limit link that holds the job back
public record Stretch(double from, double to, String phase, double pace, OptionalInt limit) {

    Stretch until(double time) {
        return new Stretch(from, time, phase, pace, limit);
    }

    /// Whether `next` is no news.
    boolean goesOn(Stretch next) {
        return phase.equals(next.phase) && pace == next.pace && limit.equals(next.limit);
    }
}
