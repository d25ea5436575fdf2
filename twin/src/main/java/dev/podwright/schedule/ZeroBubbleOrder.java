package dev.podwright.schedule;

/// 1F1B with the backward pass in two halves: the gradients towards the inputs travel up the pipeline at once, the gradients of
/// the weights of device d follow d micro-batches later and so fill what would be idle at the end (ZB-H1; Qi et al. 2024,
/// arXiv 2401.10241, section 2.1). Every device then holds as many micro-batches as 1F1B's first one.
final class ZeroBubbleOrder {
    private ZeroBubbleOrder() {}

    static Steps steps(Pipeline pipeline, int device) {
        int microBatches = pipeline.microBatches();
        int warmUp = OneForwardOneBackwardOrder.warmUp(pipeline, device);
        Steps steps = new Steps(3 * microBatches);
        for (int i = 0; i < microBatches + warmUp + device; i++) {
            int backward = i - warmUp;
            int weight = backward - device;
            if (i < microBatches) {
                steps.forward(0, i);
            }
            if (backward >= 0 && backward < microBatches) {
                steps.backwardInput(0, backward);
            }
            if (weight >= 0) {
                steps.backwardWeight(0, weight);
            }
        }
        return steps;
    }
}
