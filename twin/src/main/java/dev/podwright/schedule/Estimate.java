package dev.podwright.schedule;

/// Closed forms for searches that look at many pipelines; [Timeline] is their judge.
public final class Estimate {
    private Estimate() {}

    /// Seconds of an iteration.
    ///
    /// @param times per device and chunk
    /// @param send seconds from the end of a task until the neighbouring stage has its result
    public static double seconds(Pipeline pipeline, ChunkTimes[][] times, double send) {
        throw new UnsupportedOperationException();
    }

    /// Most micro-batches whose activations `device` holds at once, all its chunks together: in units of one chunk's activations of one micro-batch.
    public static int held(Pipeline pipeline, int device) {
        throw new UnsupportedOperationException();
    }
}
