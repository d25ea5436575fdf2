package dev.podwright.layout;

import dev.podwright.model.Adapters;
import dev.podwright.model.Architecture;
import dev.podwright.model.FeedForward;
import dev.podwright.model.Layer;
import dev.podwright.model.Quantization;
import dev.podwright.model.SavedTensors;
import dev.podwright.model.Split;
import dev.podwright.model.Weights;

/// What one layer takes of one rank.
///
/// @param weights parameters on the rank
/// @param adapters learning parameters of adapters outside routed experts, where adapters learn
/// @param expertAdapters those of routed experts
/// @param kept bytes kept of one micro-batch until its backward pass
/// @param working bytes needed while the layer computes its backward pass, gone afterwards: what it computes again, and gradients
/// @param exchange bytes sent to and received from other experts' ranks meanwhile
record LayerShare(Weights weights, double adapters, double expertAdapters, double kept, double working, double exchange) {

    /// Gradients of activations alive at once: of the output and of the input of one operator.
    private static final int GRADIENTS = 2;
    /// Hidden vectors on all tokens that a backward pass holds: the gathered input of a product, and its gradient.
    private static final int GATHERED = 2;
    /// Buffers of an exchange: what is sent, what is received.
    private static final int SIDES = 2;

    static LayerShare of(Architecture a, Layer layer, TrainingSetup setup, Quantization q, double tokens, double sequence,
                         boolean flashAttention, int loraRank) {
        Split split = setup.layout().split();
        SavedTensors saved = SavedTensors.of(a, layer, tokens, sequence, split, q, flashAttention);
        double whole = saved.bytes();
        double kept = switch (setup.recompute()) {
            case Recompute.None none -> whole;
            case Recompute.Selective selective -> saved.bytes(selective.parts());
            case Recompute.Full full -> full.share() * saved.input() + (1 - full.share()) * whole;
        };
        double again = switch (setup.recompute()) {
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
        double expertAdapters = loraRank > 0 ? Adapters.experts(a, layer, split, loraRank) : 0;
        double adapters = loraRank > 0 ? Adapters.parameters(a, layer, split, loraRank) - expertAdapters : 0;
        return new LayerShare(Weights.of(a, layer, split), adapters, expertAdapters, kept,
                again + GRADIENTS * saved.widest() + hidden, exchange);
    }
}
