package dev.podwright.schedule;

/// Closed forms for searches that look at many pipelines; [Timeline] is their judge.
public final class Estimate {
    private Estimate() {}

    /// Seconds of an iteration: what [Timeline] says of even stages, within about 4 % of it where chunks differ by a third. GPipe and 1F1B have
    /// closed forms; the others are walked through for a few micro-batches and continued.
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

    /// Seconds that no iteration is below, whatever its details: for searches that only look closer at pipelines which could win. Takes
    /// well under a microsecond.
    public static double atLeast(Pipeline pipeline, ChunkTimes[][] times, double send) {
        pipeline.check(times);
        return switch (pipeline.schedule()) {
            case GPIPE -> GpipeEstimate.seconds(pipeline, times, send);
            case ONE_F_ONE_B -> OneForwardOneBackwardEstimate.seconds(pipeline, times, send);
            case INTERLEAVED, ZERO_BUBBLE, DUAL_PIPE -> Bound.seconds(pipeline, times, send);
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
