package dev.podwright.schedule;

/// The slowest stage sets the pace of all forward passes, then of all backward passes. Exact.
final class GpipeEstimate {
    private GpipeEstimate() {}

    static double seconds(Pipeline pipeline, ChunkTimes[][] times, double send) {
        double once = 2 * send * (pipeline.stages() - 1);
        double forward = 0;
        double backward = 0;
        for (ChunkTimes[] device : times) {
            once += device[0].total();
            forward = Math.max(forward, device[0].forward());
            backward = Math.max(backward, device[0].backward());
        }
        return once + (pipeline.microBatches() - 1) * (forward + backward);
    }
}
