package dev.podwright.layout;

import dev.podwright.schedule.Estimate;
import dev.podwright.schedule.Pipeline;
import dev.podwright.schedule.Schedule;

/// How many micro-batches each chunk of a device holds at the device's fullest moment.
final class InFlight {
    private InFlight() {}

    /// Micro-batches of which chunk `chunk` of `device` keeps activations. The chunks of a device add up to [Estimate#held].
    static double of(Pipeline pipeline, int device, int chunk) {
        if (pipeline.stages() == 1 && pipeline.schedule() != Schedule.GPIPE) {
            return 1;
        }
        int held = Estimate.held(pipeline, device);
        return switch (pipeline.schedule()) {
            case GPIPE, ONE_F_ONE_B, ZERO_BUBBLE -> held;
            case INTERLEAVED -> interleaved(pipeline, held, chunk);
            // Of p + 1 the chunk that is d stages from where its micro-batches enter holds p - d.
            case DUAL_PIPE -> (chunk == 0 ? pipeline.stages() - device : device + 1) * (double) held / (pipeline.stages() + 1);
        };
    }

    /// The first `held` forward passes: `stages` micro-batches pass the first chunk, the same the second, and so on.
    private static double interleaved(Pipeline pipeline, int held, int chunk) {
        int run = Math.min(pipeline.stages(), pipeline.microBatches());
        int round = run * pipeline.chunks();
        return held / round * run + Math.clamp(held % round - (long) chunk * run, 0, run);
    }
}
