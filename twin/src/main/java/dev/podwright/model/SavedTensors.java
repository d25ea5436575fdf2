package dev.podwright.model;

import java.util.List;
import java.util.Set;

/// What one layer keeps of one micro-batch on one rank from its forward to its backward pass, after Korthikanti et al. 2022
/// (arXiv 2205.05198, section 4), carried over to the attention and feed-forward kinds of today.
///
/// Assumed: the software keeps what Megatron-LM and Transformer Engine keep. Inputs of matrix products are kept in the precision
/// of the product (Transformer Engine keeps the narrow copy alone), everything else in 16 bits (32 in FP32 work). Flash attention keeps
/// one FP32 statistic per head and token (arXiv 2205.14135, algorithm 1). Software without it is of the years when models were
/// trained with dropout: it keeps the softmax, its dropped-out copy and one-byte masks. Means and deviations of norms (8 bytes a
/// token) are left out.
///
/// @param tensors in the order of the forward pass
/// @param input bytes of the layer's input: what whole recomputation keeps
public record SavedTensors(List<Saved> tensors, double input) {

    public SavedTensors {
        tensors = List.copyOf(tensors);
    }

    /// @param tokens of one micro-batch on a rank before tensor and sequence parallelism divide them: micro-batch x sequence /
    ///     context ranks
    /// @param sequence tokens a query may see
    /// @param flashAttention whether attention runs as one kernel that keeps no scores
    public static SavedTensors of(Architecture a, Layer layer, double tokens, double sequence, Split split, Quantization q,
                                  boolean flashAttention) {
        Keeper keeper = new Keeper(layer, a.hidden(), tokens, sequence, split, q, flashAttention);
        SavedAttention.add(keeper, layer.attention());
        SavedFeedForward.add(keeper, layer.feedForward());
        return new SavedTensors(keeper.tensors(), keeper.residual());
    }

    /// Token-expert pairs that a rank computes of one micro-batch under balanced routing.
    public static double pairs(FeedForward.Mixture m, double tokens, Split split) {
        return SavedFeedForward.pairs(m, tokens, split);
    }

    /// Bytes with nothing recomputed.
    public double bytes() {
        double bytes = 0;
        for (Saved tensor : tensors) {
            bytes += tensor.bytes();
        }
        return bytes;
    }

    /// Bytes when `recomputed` parts are computed again.
    public double bytes(Set<Part> recomputed) {
        double bytes = 0;
        for (Saved tensor : tensors) {
            bytes += tensor.dropped(recomputed) ? 0 : tensor.bytes();
        }
        return bytes;
    }

    /// Bytes of the widest tensor.
    public double widest() {
        double widest = 0;
        for (Saved tensor : tensors) {
            widest = Math.max(widest, tensor.bytes());
        }
        return widest;
    }
}
