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

    /// Seconds of this chunk's forward beside the backward of `other`, which another micro-batch runs: the sum of both less the mean
    /// of what each chunk saves when paired with itself, at least the longer of the two. Over a forward of each beside a
    /// backward of the other that is the sum of both `paired`.
    double beside(ChunkTimes other) {
        double saved = (total() - paired + other.total() - other.paired) / 2;
        return Math.max(forward + other.backward() - saved, Math.max(forward, other.backward()));
    }

    public double backward() {
        return backwardInput + backwardWeight;
    }

    public double total() {
        return forward + backwardInput + backwardWeight;
    }
}
