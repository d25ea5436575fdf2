package dev.podwright.layout;

import dev.podwright.schedule.Estimate;
import dev.podwright.schedule.Pipeline;
import dev.podwright.schedule.Schedule;

/// How many micro-batches each chunk of a device holds at the device's fullest moment.
final class InFlight {
    private InFlight() {}

    /// Micro-batches that all chunks of `device` hold, each in units of one chunk: [Estimate#held], and one without a pipeline.
    static int device(Pipeline pipeline, int device) {
        return pipeline.stages() == 1 && pipeline.schedule() != Schedule.GPIPE ? 1 : Estimate.held(pipeline, device);
    }

    /// How many of the `held` of `device` are those of chunk `chunk`.
    static double chunk(Pipeline pipeline, int held, int device, int chunk) {
        return switch (pipeline.schedule()) {
            case GPIPE, ONE_F_ONE_B, ZERO_BUBBLE -> held;
            case INTERLEAVED -> interleaved(pipeline, held, chunk);
            // Of p + 1 the chunk that is d stages from where its micro-batches enter holds p - d.
            case DUAL_PIPE -> pipeline.stages() == 1 ? held : (chunk == 0 ? pipeline.stages() - device : device + 1) * (double) held / (pipeline.stages() + 1);
        };
    }

    /// The first `held` forward passes: `stages` micro-batches pass the first chunk, the same the second, and so on.
    private static double interleaved(Pipeline pipeline, int held, int chunk) {
        int run = Math.min(pipeline.stages(), pipeline.microBatches());
        int round = run * pipeline.chunks();
        return held / round * run + Math.clamp(held % round - (long) chunk * run, 0, run);
    }
}
