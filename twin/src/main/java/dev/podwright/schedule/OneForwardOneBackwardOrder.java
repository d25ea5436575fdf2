package dev.podwright.schedule;

/// A device starts as many forward passes as stages follow it, then takes one forward and one backward in turn, then finishes
/// the backward passes (Narayanan et al. 2021, arXiv 2104.04473, figure 4 top).
final class OneForwardOneBackwardOrder {
    private OneForwardOneBackwardOrder() {}

    static Steps steps(Pipeline pipeline, int device) {
        int microBatches = pipeline.microBatches();
        int warmUp = warmUp(pipeline, device);
        Steps steps = new Steps(2 * microBatches);
        for (int i = 0; i < microBatches + warmUp; i++) {
            if (i < microBatches) {
                steps.forward(0, i);
            }
            if (i >= warmUp) {
                steps.backward(0, i - warmUp);
            }
        }
        return steps;
    }

    /// Forward passes before the first pair.
    static int warmUp(Pipeline pipeline, int device) {
        return Math.min(pipeline.microBatches(), pipeline.stages() - 1 - device);
    }
}
