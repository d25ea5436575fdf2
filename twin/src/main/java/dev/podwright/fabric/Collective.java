package dev.podwright.fabric;

/// What ranks exchange. Bytes follow nccl-tests: see each case.
public sealed interface Collective {

    Group group();

    /// Bytes that one rank brings, as each case counts them.
    double bytes();

    /// @param bytes buffer of each rank
    record AllReduce(double bytes, Group group) implements Collective {}

    /// @param bytes gathered output of each rank
    record AllGather(double bytes, Group group) implements Collective {}

    /// @param bytes whole input of each rank
    record ReduceScatter(double bytes, Group group) implements Collective {}

    /// @param bytes whole send buffer of each rank, an equal part for every rank
    record AllToAll(double bytes, Group group) implements Collective {}

    /// @param bytes the buffer
    record Broadcast(double bytes, Group group) implements Collective {}

    /// One rank sends to the rank `group.stride` further on.
    ///
    /// @param bytes the message
    record PointToPoint(double bytes, Group group) implements Collective {}

    /// Tokens go to the ranks of their experts; a token is sent once to each rank (or node, where the library
    /// de-duplicates) that holds at least one of its experts.
    ///
    /// @param tokens per rank
    /// @param tokenBytes bytes of one token on the wire
    /// @param topk experts per token
    record Dispatch(double tokens, double tokenBytes, int topk, Group group) implements Collective {
        @Override
        public double bytes() {
            return tokens * tokenBytes;
        }
    }

    /// The way back of [Dispatch], with sums.
    record Combine(double tokens, double tokenBytes, int topk, Group group) implements Collective {
        @Override
        public double bytes() {
            return tokens * tokenBytes;
        }
    }
}
