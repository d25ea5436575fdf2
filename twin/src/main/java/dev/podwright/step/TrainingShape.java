package dev.podwright.step;

import dev.podwright.layout.TrainingLayout;
import dev.podwright.layout.TrainingLayout.ContextKind;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.model.Split;

/// What the cost of a layer for one micro-batch depends on: the sizes of a setup without data and pipeline parallelism, so that
/// setups that differ in nothing else share prices.
///
/// @param paired whether a forward and a backward pass of two micro-batches run together, so that the expert exchange of each
///     hides behind what the other computes (DualPipe, arXiv 2412.19437, section 3.2.1)
public record TrainingShape(int tensor, boolean sequence, int context, ContextKind contextKind, int experts, int expertTensor, int microBatch,
                            boolean paired) {

    public static TrainingShape of(TrainingSetup setup) {
        TrainingLayout l = setup.layout();
        return new TrainingShape(l.tensor(), l.sequence(), l.context(), l.contextKind(), l.experts(), l.expertTensor(), setup.microBatch(), false);
    }

    /// The same work beside that of another micro-batch.
    public TrainingShape beside() {
        return new TrainingShape(tensor, sequence, context, contextKind, experts, expertTensor, microBatch, true);
    }

    /// By how much a rank's share of the model is divided.
    public Split split() {
        return layout().split();
    }

    /// A layout of these sizes, with the fewest data-parallel ranks that hold its experts.
    TrainingLayout layout() {
        int stage = tensor * context;
        int held = experts * expertTensor;
        int data = held / gcd(stage, held);
        return new TrainingLayout(tensor, sequence, context, contextKind, data, 1, 1, experts, expertTensor);
    }

    /// Written out with [#equals] because searches look up by shapes all the time, see [TrainingLayout#hashCode].
    @Override
    public int hashCode() {
        int hash = tensor * 31 + context;
        hash = hash * 31 + experts;
        hash = hash * 31 + expertTensor;
        hash = hash * 31 + microBatch;
        hash = hash * 31 + contextKind.ordinal();
        return paired ? ~hash : hash;
    }

    @Override
    public boolean equals(Object other) {
        return other == this || other instanceof TrainingShape s && tensor == s.tensor && sequence == s.sequence && context == s.context
                && contextKind == s.contextKind && experts == s.experts && expertTensor == s.expertTensor && microBatch == s.microBatch
                && paired == s.paired;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
