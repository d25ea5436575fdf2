package dev.podwright.step;

import dev.podwright.layout.TrainingLayout;
import dev.podwright.layout.TrainingLayout.ContextKind;
import dev.podwright.layout.TrainingSetup;

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

    /// A layout of these sizes, with the fewest data-parallel ranks that hold its experts.
    TrainingLayout layout() {
        int stage = tensor * context;
        int held = experts * expertTensor;
        int data = held / gcd(stage, held);
        return new TrainingLayout(tensor, sequence, context, contextKind, data, 1, 1, experts, expertTensor);
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
