package dev.podwright.layout;

import dev.podwright.schedule.Pipeline;
import dev.podwright.schedule.Schedule;

/// How many micro-batches each chunk of a device holds at the device's fullest moment.
final class InFlight {
    private InFlight() {}

    /// Micro-batches of which chunk `chunk` of `device` keeps activations.
    static double of(Pipeline pipeline, int device, int chunk) {
        if (pipeline.stages() == 1 && pipeline.schedule() != Schedule.GPIPE) {
            return 1;
        }
        int held = held(pipeline, device);
        return switch (pipeline.schedule()) {
            case GPIPE, ONE_F_ONE_B, ZERO_BUBBLE -> held;
            case INTERLEAVED -> interleaved(pipeline, held, chunk);
            // The chunk that is d stages from where its micro-batches enter holds p - d of them.
            case DUAL_PIPE -> (chunk == 0 ? pipeline.stages() - device : device + 1) * (double) held / (pipeline.stages() + 1);
        };
    }

    /// The first `held` forward passes: `stages` micro-batches pass the first chunk, the same the second, and so on.
    private static double interleaved(Pipeline pipeline, int held, int chunk) {
        int run = Math.min(pipeline.stages(), pipeline.microBatches());
        int round = run * pipeline.chunks();
        return held / round * run + Math.clamp(held % round - (long) chunk * run, 0, run);
    }

    private static int held(Pipeline pipeline, int device) {
        int stages = pipeline.stages();
        int microBatches = pipeline.microBatches();
        return switch (pipeline.schedule()) {
            case GPIPE -> microBatches;
            case ONE_F_ONE_B -> Math.min(microBatches, stages - device);
            case ZERO_BUBBLE -> Math.min(microBatches, stages);
            case INTERLEAVED -> Math.min(microBatches * pipeline.chunks(), 2 * (stages - device - 1) + (pipeline.chunks() - 1) * stages + 1);
            case DUAL_PIPE -> stages + 1;
        };
    }
}
