package dev.podwright.schedule;

/// The longest of two kinds of chains: down to device d, all its work, up again; or the first micro-batch through all parts and
/// back to device d, its work in between, the last micro-batch through the last chunk and all the way back.
final class InterleavedEstimate {
    private InterleavedEstimate() {}

    static double seconds(Pipeline pipeline, ChunkTimes[][] times, double send) {
        int stages = pipeline.stages();
        int last = pipeline.chunks() - 1;
        int passes = pipeline.microBatches() * pipeline.chunks();
        double forward = send * (pipeline.parts() - 1);
        double backward = forward;
        for (ChunkTimes[] device : times) {
            for (ChunkTimes chunk : device) {
                forward += chunk.forward();
                backward += chunk.backward();
            }
        }
        double longest = 0;
        double before = 0;
        double lastDown = send * (stages - 1);
        double lastUp = lastDown;
        for (ChunkTimes[] device : times) {
            lastDown += device[last].forward();
            lastUp += device[last].backward();
        }
        for (int d = 0; d < stages; d++) {
            ChunkTimes[] device = times[d];
            double work = 0;
            for (ChunkTimes chunk : device) {
                work += pipeline.microBatches() * chunk.total();
            }
            longest = Math.max(longest, before + work);
            int warmUp = InterleavedOrder.warmUp(pipeline, d);
            if (warmUp + 1 < passes) {
                // What device d does before it starts the first backward, and after it ends the last forward.
                double begun = device[last].backward();
                double ended = device[last].forward();
                for (int chunk = 0; chunk <= last; chunk++) {
                    begun += InterleavedOrder.among(pipeline, warmUp + 1, chunk) * device[chunk].forward();
                    ended += (pipeline.microBatches() - InterleavedOrder.among(pipeline, passes - warmUp - 1, last - chunk))
                            * device[chunk].backward();
                }
                longest = Math.max(longest, forward + lastUp + work - begun - ended + lastDown + backward);
            }
            before += device[0].total() + 2 * send;
            lastDown -= device[last].forward() + send;
            lastUp -= device[last].backward() + send;
        }
        return longest;
    }
}
