package dev.podwright.trace;

/// Requests in the order of their arrival, read one after the other. The figures are those of the request that the last [#next] reached.
public interface RequestSource {

    /// Goes to the next request; false when there is none.
    boolean next();

    /// Seconds since the start.
    double arrival();

    /// Tokens of the prompt, at least 1.
    int input();

    /// Tokens to generate, at least 1.
    int output();

    /// The class it belongs to.
    int kind();

    /// Hashes of the prompt's leading segments, each of [#segmentTokens] tokens and chained; null where none are known.
    long[] hashes();

    /// Tokens that a hash stands for; 0 where no request has any.
    int segmentTokens();

    /// How many requests there will be; -1 where unknown.
    long size();
}
