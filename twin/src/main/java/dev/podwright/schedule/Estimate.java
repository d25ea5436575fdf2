package dev.podwright.schedule;

/// Closed forms for searches that look at many pipelines; [Timeline] is their judge.
public final class Estimate {
    private Estimate() {}

    /// Seconds of an iteration: of the chains of tasks that wait for each other, a few that are long where stages are even, where one
    /// of them is slow, or where sending is. Each is a chain that exists, so no estimate is above the time of [Timeline].
    ///
    /// @param times per device and chunk, see [Pipeline#part]
    /// @param send seconds from the end of a task until the neighbouring stage has its result
    /// @throws IllegalArgumentException where [Pipeline#conflict] has something to say, or if times are missing
    public static double seconds(Pipeline pipeline, ChunkTimes[][] times, double send) {
        pipeline.check(times);
        return switch (pipeline.schedule()) {
            case GPIPE -> GpipeEstimate.seconds(pipeline, times, send);
            case ONE_F_ONE_B -> OneForwardOneBackwardEstimate.seconds(pipeline, times, send);
            case INTERLEAVED, ZERO_BUBBLE, DUAL_PIPE -> ShortWalk.seconds(pipeline, times, send);
        };
    }

    /// Most micro-batches whose activations `device` holds at once, all its chunks together: in units of one chunk's activations of one micro-batch.
    public static int held(Pipeline pipeline, int device) {
        int microBatches = pipeline.microBatches();
        return switch (pipeline.schedule()) {
            case GPIPE -> microBatches;
            case ONE_F_ONE_B -> Math.min(microBatches, pipeline.stages() - device);
            case ZERO_BUBBLE -> Math.min(microBatches, pipeline.stages());
            case INTERLEAVED -> Math.min(microBatches * pipeline.chunks(), new InterleavedOrder(InterleavedOrder.group(pipeline)).warmUp(pipeline, device) + 1);
            case DUAL_PIPE -> pipeline.stages() + 1;
        };
    }
}
