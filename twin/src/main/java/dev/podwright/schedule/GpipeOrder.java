package dev.podwright.schedule;

import java.util.ArrayList;
import java.util.List;

/// All forward passes, then all backward passes, the last micro-batch first (Huang et al. 2019, arXiv 1811.06965, figure 2c).
final class GpipeOrder {
    private GpipeOrder() {}

    static List<Step> steps(Pipeline pipeline, int device) {
        List<Step> steps = new ArrayList<>(2 * pipeline.microBatches());
        for (int i = 0; i < pipeline.microBatches(); i++) {
            steps.add(Step.forward(0, i));
        }
        for (int i = pipeline.microBatches() - 1; i >= 0; i--) {
            steps.add(Step.backward(0, i));
        }
        return steps;
    }
}
