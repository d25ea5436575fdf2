package dev.podwright.model;

import java.util.Optional;

/// The token mixer of a layer.
public sealed interface Attention {

    /// No mixing at all: a layer of feed-forward alone (Llama-Nemotron drops attention from some layers).
    GroupedQuery NONE = new GroupedQuery(0, 0, 0, 0, false, false, false, false);

    /// Multi-head, multi-query or grouped-query attention (Ainslie et al. 2023, arXiv 2305.13245).
    ///
    /// @param heads query heads; 0 = the layer has no attention
    /// @param window sliding window in tokens, 0 = full
    /// @param qkvBias whether the q, k, v projections have biases
    /// @param outputBias whether the output projection has one
    /// @param qkNorm whether q and k heads are normalised (one weight vector of headDim each)
    /// @param gatedOutput whether the output is gated by a projection as wide as q (Qwen3-Next)
    /// @param variant what few families do otherwise
    record GroupedQuery(int heads, int kvHeads, int headDim, int window, boolean qkvBias, boolean outputBias, boolean qkNorm,
                        boolean gatedOutput, Variant variant) implements Attention {

        public GroupedQuery(int heads, int kvHeads, int headDim, int window, boolean qkvBias, boolean outputBias,
                            boolean qkNorm, boolean gatedOutput) {
            this(heads, kvHeads, headDim, window, qkvBias, outputBias, qkNorm, gatedOutput, Variant.PLAIN);
        }

        /// Width of one value head.
        public int valueDim() {
            return variant.valueDim == 0 ? headDim : variant.valueDim;
        }
    }

    /// Departures from plain grouped-query attention.
    ///
    /// @param valueDim width of a value head where it differs from a key head (MiMo-V2-Flash), 0 = equal
    /// @param queryRank rank of the query factorisation (Step-3, arXiv 2507.19427), 0 = none
    /// @param sinks whether every head has a learned sink in its softmax (gpt-oss)
    /// @param sharedKeyValue whether values come from the key projection (Gemma 4 on full layers); both are cached
    /// @param wideNorm whether q and k are normalised over all heads at once (MiniMax-M2 `per_layer`)
    /// @param indexer token selection before attention (MiniMax-M3), if any
    record Variant(int valueDim, int queryRank, boolean sinks, boolean sharedKeyValue, boolean wideNorm, Optional<Indexer> indexer) {
        public static final Variant PLAIN = new Variant(0, 0, false, false, false, Optional.empty());
    }

    /// Multi-head latent attention (DeepSeek-V2, arXiv 2405.04434).
    ///
    /// @param queryRank rank of the query compression, 0 = none
    /// @param latent rank of the joint key-value compression, cached per token together with `rope`
    /// @param indexer sparse token selection before attention (DeepSeek-V3.2), if any
    /// @param gatedOutput whether the output is gated by a projection of hidden to heads x value (Kimi-K3)
    record Latent(int heads, int queryRank, int latent, int nope, int rope, int value, Optional<Indexer> indexer,
                  boolean gatedOutput) implements Attention {

        public Latent(int heads, int queryRank, int latent, int nope, int rope, int value, Optional<Indexer> indexer) {
            this(heads, queryRank, latent, nope, rope, value, indexer, false);
        }
    }

    /// Lightning indexer of DeepSeek sparse attention: attends to at most `topk` tokens.
    ///
    /// @param heads index heads; 0 = the layer reuses the selection of an earlier layer (GLM-5.2)
    record Indexer(int heads, int headDim, int topk) {}

    /// Compressed attention of DeepSeek-V4 (arXiv 2606.19348): one shared head that is key and value at once; every `ratio`
    /// tokens pool into one entry, and a query sees the entries of the past (those its indexer selects, if it has one) beside
    /// the last `window` tokens themselves.
    ///
    /// @param headDim width of the shared key-value head, its last `rope` numbers rotated
    /// @param outputGroups groups of heads, each projected to `outputRank` before the projection to hidden
    /// @param ratio tokens per pooled entry, 0 = the window alone
    record Compressed(int heads, int headDim, int rope, int queryRank, int outputGroups, int outputRank, int window, int ratio,
                      Optional<Indexer> indexer) implements Attention {

        /// Entries kept of `context` tokens beside the window.
        public double entries(double context) {
            return ratio == 0 ? 0 : context / ratio;
        }

        /// Pooling entries overlap by one stretch where they are selected from (ratio 4), which doubles its projections.
        int poolWidth(int dim) {
            return ratio == 0 ? 0 : 2 * dim * (indexer.isPresent() ? 2 : 1);
        }
    }

    /// Linear attention with a fixed-size state: Gated DeltaNet (Qwen3-Next), Kimi Delta Attention, and Mamba-2, whose
    /// state-space form is the same algebra with C, B, x in the places of q, k, v (Dao and Gu 2024, arXiv 2405.21060).
    ///
    /// @param keyHeads heads of q and k (Mamba-2: groups of B and C)
    /// @param valueHeads heads of v (Mamba-2: heads)
    /// @param keyDim width of a key head (Mamba-2: state size)
    /// @param valueDim width of a value head (Mamba-2: head dimension)
    /// @param convolution taps of the short convolution over q, k, v
    /// @param rule how the state is updated
    record Linear(int keyHeads, int valueHeads, int keyDim, int valueDim, int convolution, Rule rule) implements Attention {

        public Linear(int keyHeads, int valueHeads, int keyDim, int valueDim, int convolution) {
            this(keyHeads, valueHeads, keyDim, valueDim, convolution, Rule.GATED_DELTA);
        }

        /// Numbers in the state of all heads.
        public long state() {
            return (long) valueHeads * keyDim * valueDim;
        }

        /// Channels of the short convolution: q, k and v.
        public long channels() {
            return 2L * keyHeads * keyDim + (long) valueHeads * valueDim;
        }
    }

    /// State update rules.
    enum Rule {
        /// One decay and one write strength per value head (arXiv 2412.06464).
        GATED_DELTA,
        /// A decay per key channel from a low-rank projection, and a low-rank output gate (Kimi Linear, arXiv 2510.26692).
        KIMI_DELTA,
        /// The same with a full-rank output gate (Kimi-K3).
        KIMI_DELTA_FULL_GATE,
        /// One step size per head, no read of the old value before writing (arXiv 2405.21060).
        MAMBA2
    }
}
