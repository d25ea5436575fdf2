package dev.podwright.model;

/// One transformer layer. Layers that are equal cost the same.
///
/// @param norms weight vectors of hidden width that normalise inside the layer (2; 4 with sandwich norms)
/// @param parallel whether attention and feed-forward read the same input and are summed (GPT-J, Falcon)
public record Layer(Attention attention, FeedForward feedForward, int norms, boolean parallel) {

    private static final int PRE_NORMS = 2;

    public Layer(Attention attention, FeedForward feedForward) {
        this(attention, feedForward, PRE_NORMS, false);
    }
}
