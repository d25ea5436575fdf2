package dev.podwright.schedule;

/// The longest of three kinds of chains of tasks that wait for each other; each exists, so an iteration is never shorter. Written F_k, B_k, T_k = F_k + B_k for device k, w_k = stages - 1 - k for its forward
/// passes before the first pair, s for sending:
/// 1. down to device f, all micro-batches there, up again; before its first pair the slowest forward above f sets the pace, after its last
///    pair the slowest backward;
/// 2. the first micro-batch down to some device and back to d, pairs on d, the last micro-batch down and back;
/// 3. as 2, but between the ends micro-batches go back and forth between d and e, which takes sum(T_d..T_e) + 2 s (e - d)
///    for e - d + 1 of them: the 2 s that 1F1B cannot hide.
final class OneForwardOneBackwardEstimate {
    private OneForwardOneBackwardEstimate() {}

    static double seconds(Pipeline pipeline, ChunkTimes[][] times, double send) {
        int stages = pipeline.stages();
        int microBatches = pipeline.microBatches();
        double longest = 0;
        double slowestForward = 0;
        double slowestBackward = 0;
        double down = -send;
        double up = -send;
        double[] firstReturn = new double[stages];
        double[] lastReturn = new double[stages];
        for (int f = 0; f < stages; f++) {
            ChunkTimes device = times[f][0];
            slowestForward = Math.max(slowestForward, device.forward());
            slowestBackward = Math.max(slowestBackward, device.backward());
            down += device.forward() + send;
            up += device.backward() + send;
            int warmUp = stages - 1 - f;
            int begun = Math.min(warmUp, microBatches - 1);
            longest = Math.max(longest, down + up + begun * (slowestForward + slowestBackward) + (microBatches - 1 - begun) * device.total());
            firstReturn[f] = down + up + warmUp * slowestForward;
            lastReturn[f] = down + up + warmUp * slowestBackward;
        }
        double first = 0;
        double last = 0;
        for (int d = stages - 1; d >= 0; d--) {
            // What stands before device d, once down and once up.
            down -= times[d][0].forward() + send;
            up -= times[d][0].backward() + send;
            first = Math.max(first, firstReturn[d]);
            last = Math.max(last, lastReturn[d]);
            int pairs = microBatches - 2 - (stages - 1 - d);
            if (pairs >= 0) {
                longest = Math.max(longest, first - (up + send) + steady(times, send, d, pairs) + last - (down + send));
            }
        }
        return longest;
    }

    /// Seconds of `pairs` micro-batches on device d, with the slowest back and forth that begins there.
    private static double steady(ChunkTimes[][] times, double send, int d, int pairs) {
        double alone = times[d][0].total();
        double longest = pairs * alone;
        double round = alone;
        for (int e = d + 1; e < times.length; e++) {
            round += times[e][0].total() + 2 * send;
            int length = e - d + 1;
            longest = Math.max(longest, pairs / length * round + pairs % length * alone);
        }
        return longest;
    }
}
