package dev.podwright.layout;

import dev.podwright.model.Adapters;
import dev.podwright.model.Architecture;
import dev.podwright.model.FeedForward;
import dev.podwright.model.Layer;
import dev.podwright.model.Quantization;
import dev.podwright.model.SavedTensors;
import dev.podwright.model.Split;
import dev.podwright.model.Weights;

/// What one layer puts on one rank before data-parallel ranks divide anything, in bytes unless said otherwise.
///
/// @param weights the rank's part of its weights, in parameters
/// @param adapters of LoRA beside them, in parameters
/// @param learning parameters outside routed experts that learn: all, or those of adapters
/// @param learningExperts those of routed experts
/// @param kept of one micro-batch until its backward pass
/// @param working needed while the layer computes its backward pass, gone afterwards: what it computes again, and gradients
/// @param exchange sent to and received from other experts' ranks meanwhile
record LayerNeeds(Weights weights, Weights adapters, double learning, double learningExperts, double kept, double working, double exchange) {

    /// Gradients as wide as the widest tensor alive at once. By the time the gradient towards an operator's input is made, what the
    /// operator kept is done with, so one of the two gradients takes its place.
    private static final int GRADIENTS = 1;
    /// Hidden vectors on all tokens that a backward pass holds: the gathered input of a product, and its gradient.
    private static final int GATHERED = 2;
    /// Buffers of an exchange: what is sent, what is received.
    private static final int SIDES = 2;

    static LayerNeeds of(Architecture a, Layer layer, Split split, Recompute recompute, Quantization q, double tokens, double sequence,
                         boolean flashAttention, int loraRank) {
        SavedTensors saved = SavedTensors.of(a, layer, tokens, sequence, split, q, flashAttention);
        double whole = saved.bytes();
        double kept = switch (recompute) {
            case Recompute.None none -> whole;
            case Recompute.Selective selective -> saved.bytes(selective.parts());
            case Recompute.Full full -> full.share() * saved.input() + (1 - full.share()) * whole;
        };
        double again = switch (recompute) {
            case Recompute.None none -> 0;
            case Recompute.Selective selective -> whole - kept;
            case Recompute.Full full -> whole - saved.input();
        };
        double hidden = a.hidden() * q.wide().bytes() * (GATHERED * tokens + tokens / split.sequence());
        double exchange = switch (layer.feedForward()) {
            case FeedForward.Mixture m when split.experts() * split.expertTensor() > 1 ->
                SIDES * SavedTensors.pairs(m, tokens, split) * (m.latent() > 0 ? m.latent() : a.hidden()) * q.wide().bytes();
            case FeedForward.Mixture m -> 0;
            case FeedForward.Dense d -> 0;
        };
        Weights weights = Weights.of(a, layer, split);
        double working = again + GRADIENTS * saved.widest() + hidden;
        if (loraRank == 0) {
            return new LayerNeeds(weights, Weights.NONE, weights.total() - weights.experts(), weights.experts(), kept, working, exchange);
        }
        double experts = Adapters.experts(a, layer, split, loraRank);
        double rest = Adapters.parameters(a, layer, split, loraRank) - experts;
        // Adapters are kept in 16 bits whatever the weights beside them.
        return new LayerNeeds(weights, new Weights(0, 0, 0, rest + experts), rest, experts, kept, working, exchange);
    }
}
