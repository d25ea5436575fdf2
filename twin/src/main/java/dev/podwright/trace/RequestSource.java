package dev.podwright.trace;

import java.util.List;

/// Requests in the order of their arrival, read one after the other. The figures are those of the request that the last [#next] reached.
public interface RequestSource {

    /// When the next request comes, seconds since the start, as far as is known now: an answer ([#done]) may bring it forward. Infinity where
    /// none is known.
    double upcoming();

    /// Goes to the next request; false when none is known.
    boolean next();

    /// Seconds since the start.
    double arrival();

    /// Tokens of the prompt, at least 1.
    int input();

    /// Tokens to generate, at least 1.
    int output();

    /// The class it belongs to.
    default int kind() {
        return 0;
    }

    /// Hashes of the leading segments of the prompt, and of the answer after it where a later prompt may begin with both; each of
    /// [#segmentTokens] tokens and chained; null where none are known.
    default long[] hashes() {
        return null;
    }

    /// Tokens that a hash stands for; 0 where no request has any.
    default int segmentTokens() {
        return 0;
    }

    /// Images of the prompt, whose tokens [#input] counts.
    default int images() {
        return 0;
    }

    /// Prompt tokens of each image.
    default int imageTokens() {
        return 0;
    }

    /// How many requests there will be; -1 where unknown.
    long size();

    /// Tokens that no request exceeds, prompt and answer together.
    long longest();

    /// What was left out or cut of what was asked, in sentences; complete when the last request has come.
    default List<String> remarks() {
        return List.of();
    }

    /// A request has left: what is asked next may wait for this.
    ///
    /// @param request its number, counted from 0 in the order of [#next]
    /// @param time when, seconds
    /// @param answered whether it got its whole answer
    default void done(long request, double time, boolean answered) {}
}
