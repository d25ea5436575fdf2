package dev.podwright.model;

import dev.podwright.units.Precision;
import java.util.List;
import java.util.Optional;

/// The forward operators of one rank, in the order they run. Names are stable and dotted: the part of the layer, then
/// the work (`attention.qkv`, `attention.core`, `ffn.gate_up`, `moe.experts`, `head.logits`); a cast of an input to the
/// precision of its product ends in `.cast`. Communication is not here.
public final class Operators {
    private Operators() {}

    /// The token mixer of a layer. A mixed batch gives `attention.core` twice: once for prompts, once for decoding. Empty
    /// when the layer has none or the batch is empty.
    public static List<Operator> attention(Architecture a, Layer layer, Batch batch, Split split, Quantization q) {
        if (batch.tokens() == 0) {
            return List.of();
        }
        List<Operator> mixer = switch (layer.attention()) {
            case Attention.GroupedQuery g when g.heads() == 0 -> List.of();
            case Attention.GroupedQuery g -> GroupedQueryOperators.of(a, g, batch, split, q);
            case Attention.Latent l -> LatentOperators.of(a, l, batch, split, q);
            case Attention.Linear l -> LinearOperators.of(a, l, batch, split, q);
            case Attention.Compressed c -> CompressedOperators.of(a, c, batch, split, q);
        };
        return HyperConnections.around(mixer, "attention", layer.streams(), batch.tokens() / split.sequence(), a.hidden(), q);
    }

    /// The channel mixer of a layer.
    ///
    /// @param tokens on this rank before any dispatch
    /// @param routing what the experts of this rank get; not read for dense layers
    public static List<Operator> feedForward(Architecture a, Layer layer, double tokens, Split split, Quantization q, Routing routing) {
        if (tokens == 0 && routing.groupTokens() == 0) {
            return List.of();
        }
        List<Operator> channel = switch (layer.feedForward()) {
            case FeedForward.Dense d when d.inter() == 0 -> List.of();
            case FeedForward.Dense d -> FeedForwardOperators.dense(a, layer, d, tokens, split, q);
            case FeedForward.Mixture m -> FeedForwardOperators.mixture(a, m, tokens, split, q, routing);
        };
        return HyperConnections.around(channel, "ffn", layer.streams(), tokens / split.sequence(), a.hidden(), q);
    }

    /// Lookup of token rows and learned positions: reads and writes one row per token and table. The rows of other ranks
    /// come as zeros, so the split saves nothing.
    public static List<Operator> embedding(Architecture a, double tokens, Split split) {
        double tables = a.positions() > 0 ? 2 : 1;
        return List.of(Streams.pass("embedding.lookup", tokens * a.hidden() * tables, Precision.BF16));
    }

    /// What a draft layer takes in: hidden state and embedding normalised, and a projection of both to one hidden vector.
    public static List<Operator> draftInput(Architecture a, double tokens, Quantization q) {
        return new Linears(q)
                .add(Streams.norm("draft.norm", tokens, 2.0 * a.hidden(), q.wide()))
                .linear("draft.projection", tokens, a.hidden(), 2.0 * a.hidden())
                .done();
    }

    /// Final norm, logits and the reading of the logits by the sampler. The head stays unquantised, as the published
    /// checkpoints keep it.
    ///
    /// @param sampled sequences that need logits (training: every token)
    public static List<Operator> head(Architecture a, double sampled, Split split, Quantization q) {
        double rows = Math.ceilDiv(a.vocabulary(), split.vocabulary());
        return new Linears(q)
                .add(Streams.norm("head.norm", sampled, a.hidden(), q.wide()))
                .unquantised("head.logits", 1, sampled, rows, a.hidden())
                .add(Streams.pass("head.sample", sampled * rows, q.wide()))
                .done();
    }

    /// Final norm, logits and cross-entropy of every token.
    ///
    /// @param fused whether one kernel reads the logits and leaves their gradient in place, all in 16 bits; otherwise they
    ///     are widened to 32 bits and pass memory once for the maximum, the exponential, and the sum
    public static List<Operator> loss(Architecture a, double tokens, Split split, Quantization q, boolean fused) {
        return TrainingOperators.loss(a, tokens, split, q, fused);
    }

    /// Attention as frameworks ran it before fused kernels: the same work as `core` in two batched products with the scores
    /// of every query and key between them in memory, masked ones too.
    public static List<Operator> unfused(Operator.PrefillAttention core) {
        return TrainingOperators.unfused(core);
    }

    /// One step of Adam with 32-bit states on parameters of which this rank holds the states.
    public static Operator adam(double parameters) {
        return TrainingOperators.adam(parameters);
    }

    /// Adding the gradient of an operator's weights to the sum over micro-batches; empty if it has none.
    ///
    /// @param sum what gradients are added up in
    public static Optional<Operator> accumulation(Operator forward, Precision sum) {
        return Backward.accumulation(forward, sum);
    }

    /// The vision tower on whole images, one rank, never quantised: one entry per kernel, layer after layer.
    public static List<Operator> vision(VisionTower tower, int images, int pixelsWide, int pixelsHigh, Quantization q) {
        return VisionOperators.of(tower, images, pixelsWide, pixelsHigh, q.wide());
    }

    /// The operators that give the gradients of a forward operator: `.dgrad` towards its input, `.wgrad` towards its
    /// weights, `.backward` for those without weights.
    ///
    /// @throws IllegalArgumentException for decode operators, which are never trained
    public static List<Operator> backward(Operator forward) {
        return Backward.of(forward);
    }
}
