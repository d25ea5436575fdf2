package dev.podwright.trace;

/// What is wanted of a recorded trace.
///
/// @param from seconds after its first request at which the part wanted begins
/// @param to seconds at which it ends; infinity for the rest
/// @param context tokens that the model takes, prompt and answer together; 0 = no limit
/// @param tooLong what becomes of longer requests
public record Reading(double from, double to, long context, TooLong tooLong) {
    /// Everything.
    public static final Reading ALL = new Reading(0, Double.POSITIVE_INFINITY, 0, TooLong.ERROR);

    /// What becomes of requests beyond the context of the model.
    public enum TooLong {
        /// The trace does not suit the model.
        ERROR,
        /// They are left out and counted: an engine answers them with an error before any work.
        DROP,
        /// Their prompt loses its beginning, then their answer its end, and they are counted.
        CUT
    }

    public Reading {
        if (!(from >= 0) || !(to > from)) {
            throw new IllegalArgumentException("The part from %s to %s s is empty.".formatted(from, to));
        }
    }

    /// The same for a model that takes so many tokens.
    public Reading within(long tokens) {
        return new Reading(from, to, tokens, tooLong);
    }
}
