package dev.podwright.model;

import java.util.Optional;

/// The token mixer of a layer.
public sealed interface Attention {

    /// Multi-head, multi-query or grouped-query attention (Ainslie et al. 2023, arXiv 2305.13245).
    ///
    /// @param window sliding window in tokens, 0 = full
    /// @param qkvBias whether the q, k, v projections have biases
    /// @param outputBias whether the output projection has one
    /// @param qkNorm whether q and k heads are normalised (one weight vector of headDim each)
    /// @param gatedOutput whether the output is gated by a projection as wide as q (Qwen3-Next)
    record GroupedQuery(int heads, int kvHeads, int headDim, int window, boolean qkvBias, boolean outputBias, boolean qkNorm,
                        boolean gatedOutput) implements Attention {}

    /// Multi-head latent attention (DeepSeek-V2, arXiv 2405.04434).
    ///
    /// @param queryRank rank of the query compression, 0 = none
    /// @param latent rank of the joint key-value compression, cached per token together with `rope`
    /// @param indexer sparse token selection before attention (DeepSeek-V3.2), if any
    record Latent(int heads, int queryRank, int latent, int nope, int rope, int value, Optional<Indexer> indexer)
            implements Attention {}

    /// Lightning indexer of DeepSeek sparse attention: attends to at most `topk` tokens.
    record Indexer(int heads, int headDim, int topk) {}

    /// Gated linear attention with a fixed-size state (Gated DeltaNet in Qwen3-Next).
    record Linear(int keyHeads, int valueHeads, int keyDim, int valueDim, int convolution) implements Attention {}
}
