package dev.podwright.fabric;

import dev.podwright.network.collective.Operation;
import java.util.Optional;

/// A collective about which a network is asked.
///
/// @param bytes as nccl-tests counts them: buffer of a rank (all-reduce, broadcast, message), output (all-gather), input (reduce-scatter), send buffer
///     (all-to-all), tokens of a rank (dispatch, combine)
/// @param group all its siblings do the same at the same time
/// @param algorithm one of [FlowFabric#algorithms], if not the library's choice
/// @param topk experts of a token; counts for dispatch and combine
public record FlowQuestion(Operation operation, double bytes, Group group, Optional<String> algorithm, int topk) {
    /// Experts of a token in DeepSeek-V3 (arXiv 2412.19437, section 4.2).
    private static final int TOPK = 8;

    public FlowQuestion {
        if (!(bytes >= 0) || topk < 1) {
            throw new IllegalArgumentException("%s bytes, %d experts of a token.".formatted(bytes, topk));
        }
    }

    public FlowQuestion(Operation operation, double bytes, Group group) {
        this(operation, bytes, group, Optional.empty(), TOPK);
    }

    public FlowQuestion(Operation operation, double bytes, Group group, Optional<String> algorithm) {
        this(operation, bytes, group, algorithm, TOPK);
    }

    public FlowQuestion withBytes(double other) {
        return new FlowQuestion(operation, other, group, algorithm, topk);
    }
}
