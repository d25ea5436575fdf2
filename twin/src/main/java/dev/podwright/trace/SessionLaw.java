package dev.podwright.trace;

/// How people talk with a model over several turns.
///
/// @param turns prompts of a session on average, geometrically distributed
/// @param words tokens that a later prompt adds to what was said, on average, exponentially distributed
/// @param think median seconds from an answer to the next prompt, log-normally distributed; 0 = at once
public record SessionLaw(double turns, double words, double think) {
    /// Turns and words of LMSYS-Chat-1M: 2.0 turns a conversation and 69.5 tokens a prompt (Zheng et al. 2023, arXiv 2309.11998, table 1).
    /// The time to think is an estimate: long enough to read an answer of two hundred tokens and to write the prompt.
    public static final SessionLaw CHAT = new SessionLaw(2.0, 69.5, 30);
    /// Spread of the logarithm of the time to think: one in ten takes more than four times as long as the median. An estimate.
    static final double THINK_SIGMA = 1.08;

    public SessionLaw {
        if (!(turns >= 1) || !(words >= 1) || !(think >= 0)) {
            throw new IllegalArgumentException("The turns (%s) and words (%s) must be at least 1, the time to think (%s) at least 0.".formatted(turns, words, think));
        }
    }
}
