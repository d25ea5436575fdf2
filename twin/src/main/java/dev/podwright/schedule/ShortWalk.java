package dev.podwright.schedule;

/// Seconds of a long iteration from two short ones: once a pipeline has filled, every further period of micro-batches takes the same
/// time (a max-plus linear system becomes periodic: Baccelli et al. 1992, Synchronization and Linearity, chapter 3). Exact when
/// the iteration is not longer than the longer of the two.
final class ShortWalk {
    /// Periods of the longer walk: one to fill, one to drain, one between.
    private static final int PERIODS = 3;

    private ShortWalk() {}

    static double seconds(Pipeline pipeline, ChunkTimes[][] times, double send) {
        int period = pipeline.schedule() == Schedule.INTERLEAVED ? InterleavedOrder.group(pipeline) : pipeline.stages();
        int microBatches = pipeline.microBatches();
        int over = Math.max(0, microBatches / period - PERIODS);
        double longer = walk(pipeline, microBatches - over * period, period, times, send);
        if (over == 0) {
            return longer;
        }
        return longer + over * (longer - walk(pipeline, microBatches - (over + 1) * period, period, times, send));
    }

    private static double walk(Pipeline pipeline, int microBatches, int period, ChunkTimes[][] times, double send) {
        Pipeline shorter = new Pipeline(pipeline.schedule(), pipeline.stages(), pipeline.chunks(), microBatches);
        return switch (pipeline.schedule()) {
            case INTERLEAVED, ZERO_BUBBLE -> new Rounds(shorter, period, times, send).makespan();
            case GPIPE, ONE_F_ONE_B, DUAL_PIPE -> new Walk(shorter, Order.of(shorter), times, send).makespan();
        };
    }
}
