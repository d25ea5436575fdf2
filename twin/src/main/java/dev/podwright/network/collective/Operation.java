package dev.podwright.network.collective;

/// What a group does together.
public enum Operation {
    ALL_REDUCE,
    ALL_GATHER,
    REDUCE_SCATTER,
    ALL_TO_ALL,
    BROADCAST,
    /// Each rank to the next one, as between the stages of a pipeline.
    SEND_RECEIVE,
    /// Tokens to the ranks of their experts.
    DISPATCH,
    /// The way back of tokens, with sums.
    COMBINE
}
