package dev.podwright.schedule;

/// All forward passes, then all backward passes, the last micro-batch first (Huang et al. 2019, arXiv 1811.06965, figure 2c).
final class GpipeOrder {
    private GpipeOrder() {}

    static Steps steps(Pipeline pipeline, int device) {
        Steps steps = new Steps(2 * pipeline.microBatches());
        for (int i = 0; i < pipeline.microBatches(); i++) {
            steps.forward(0, i);
        }
        for (int i = pipeline.microBatches() - 1; i >= 0; i--) {
            steps.backward(0, i);
        }
        return steps;
    }
}
