package dev.podwright.schedule;

/// No closed form yet: walks through the schedule.
final class DualPipeEstimate {
    private DualPipeEstimate() {}

    static double seconds(Pipeline pipeline, ChunkTimes[][] times, double send) {
        return Timeline.of(pipeline, times, send).makespan();
    }
}
