package dev.podwright.schedule;

/// Seconds of a long iteration from two short ones: once a pipeline has filled, every further period of micro-batches takes the same
/// time (a max-plus linear system becomes periodic: Baccelli et al. 1992, Synchronization and Linearity, theorem 3.109). Exact when
/// the iteration is not longer than the longer of the two.
final class ShortWalk {
    /// Periods of the longer walk: one to fill, one to drain, one between; more bring less than a hundredth.
    private static final int PERIODS = 3;

    private ShortWalk() {}

    static double seconds(Pipeline pipeline, ChunkTimes[][] times, double send) {
        Order order = Order.of(pipeline);
        int period = order instanceof InterleavedOrder(int group) ? group : pipeline.stages();
        int microBatches = pipeline.microBatches();
        int over = Math.max(0, microBatches / period - PERIODS);
        if (over == 0) {
            return walk(pipeline, microBatches, order, times, send);
        }
        double longer = walk(pipeline, microBatches - over * period, order, times, send);
        return longer + over * (longer - walk(pipeline, microBatches - (over + 1) * period, order, times, send));
    }

    private static double walk(Pipeline pipeline, int microBatches, Order order, ChunkTimes[][] times, double send) {
        return new Walk(new Pipeline(pipeline.schedule(), pipeline.stages(), pipeline.chunks(), microBatches), order, times, send).makespan();
    }
}
