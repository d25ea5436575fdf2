package dev.podwright.schedule;

/// Seconds that one chunk of one stage takes for one micro-batch.
///
/// @param forward forward pass
/// @param backwardInput gradient towards the input, recomputation counted; what the stage before waits for
/// @param backwardWeight gradient of the weights; nobody waits for it before the optimiser
/// @param paired a forward and a whole backward pass of two micro-batches run together, each computing while the other
///     communicates (DualPipe); without any overlap the sum of the three
public record ChunkTimes(double forward, double backwardInput, double backwardWeight, double paired) {

    /// Without overlap of pairs.
    public ChunkTimes(double forward, double backwardInput, double backwardWeight) {
        this(forward, backwardInput, backwardWeight, forward + backwardInput + backwardWeight);
    }

    public double backward() {
        return backwardInput + backwardWeight;
    }

    public double total() {
        return forward + backwardInput + backwardWeight;
    }
}
