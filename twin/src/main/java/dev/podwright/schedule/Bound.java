package dev.podwright.schedule;

/// What the busiest device cannot avoid: its work, the first micro-batch's way to it, the last one's way from it. A few operations per
/// device and chunk.
final class Bound {
    private Bound() {}

    static double seconds(Pipeline pipeline, ChunkTimes[][] times, double send) {
        double longest = 0;
        double down = 0;
        double up = 0;
        int stages = pipeline.stages();
        for (int device = 0; device < stages; device++) {
            ChunkTimes[] chunks = times[device];
            longest = Math.max(longest, switch (pipeline.schedule()) {
                case INTERLEAVED -> down + up + work(pipeline, chunks);
                // After its last backward towards the input a device has only the gradients of weights that it put off, one more than stages before it.
                case ZERO_BUBBLE -> down + Math.max(work(pipeline, chunks), work(pipeline, chunks) + up
                        - Math.min(pipeline.microBatches(), device + 1) * chunks[0].backwardWeight());
                case DUAL_PIPE -> work(pipeline, chunks) - saved(pipeline, device, chunks);
                case GPIPE, ONE_F_ONE_B -> throw new IllegalStateException("These have closed forms of their own.");
            });
            down += chunks[0].forward() + send;
            up += send + (pipeline.schedule() == Schedule.INTERLEAVED ? chunks[0].backward() : chunks[0].backwardInput());
        }
        return longest;
    }

    /// All that pairs can save: device d forms microBatches - 3 stages / 2 + (stages before it, seen from the nearer end) + 1 of them.
    private static double saved(Pipeline pipeline, int device, ChunkTimes[] chunks) {
        int fromEnd = Math.min(device, pipeline.stages() - 1 - device);
        int pairs = pipeline.microBatches() - 3 * pipeline.stages() / 2 + fromEnd + 1;
        double each = 0;
        for (ChunkTimes chunk : chunks) {
            each += (chunk.total() - chunk.paired()) / 2;
        }
        return pairs * Math.max(0, each);
    }

    private static double work(Pipeline pipeline, ChunkTimes[] chunks) {
        // Each chunk of DualPipe serves one direction.
        int each = pipeline.microBatches() * pipeline.chunks() / chunks.length;
        double work = 0;
        for (ChunkTimes chunk : chunks) {
            work += each * chunk.total();
        }
        return work;
    }
}
