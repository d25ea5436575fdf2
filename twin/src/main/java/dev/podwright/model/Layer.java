package dev.podwright.model;

/// One transformer layer. Layers that are equal cost the same.
///
/// @param norms weight vectors of hidden width that normalise inside the layer (2; 4 with sandwich norms)
/// @param parallel whether attention and feed-forward read the same input and are summed (GPT-J, Falcon)
/// @param streams residual streams that hyper-connections mix around each half (DeepSeek-V4), 1 = a plain residual
public record Layer(Attention attention, FeedForward feedForward, int norms, boolean parallel, int streams) {

    private static final int PRE_NORMS = 2;

    public Layer(Attention attention, FeedForward feedForward) {
        this(attention, feedForward, PRE_NORMS, false);
    }

    public Layer(Attention attention, FeedForward feedForward, int norms, boolean parallel) {
        this(attention, feedForward, norms, parallel, 1);
    }
}
