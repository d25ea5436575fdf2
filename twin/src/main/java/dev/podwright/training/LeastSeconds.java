package dev.podwright.training;

import dev.podwright.schedule.ChunkTimes;
import dev.podwright.schedule.Estimate;
import dev.podwright.schedule.Pipeline;
import dev.podwright.schedule.Schedule;
import java.util.Arrays;

/// Seconds that no walk through a schedule can undercut, found without walking.
///
/// A device first waits until the earliest micro-batch reaches it. Before its first backward pass it can do nothing but the
/// forward passes whose activations it may hold; the rest of the way of the first micro-batch to the last stage and back is
/// idle. Then all its own work remains.
final class LeastSeconds {
    private LeastSeconds() {}

    /// @param times per device and chunk
    /// @param send seconds between neighbouring stages
    static double of(Pipeline pipeline, ChunkTimes[][] times, double send) {
        return pipeline.schedule() == Schedule.DUAL_PIPE ? folded(pipeline, times, send) : straight(pipeline, times, send);
    }

    private static double straight(Pipeline pipeline, ChunkTimes[][] times, double send) {
        boolean single = pipeline.chunks() == 1;
        double least = 0;
        double before = 0;
        for (int device = 0; device < times.length; device++) {
            double work = pipeline.microBatches() * Arrays.stream(times[device]).mapToDouble(ChunkTimes::total).sum();
            double idle = single ? wayBack(times, device, send) - (Estimate.held(pipeline, device) - 1) * times[device][0].forward() : 0;
            least = Math.max(least, before + Math.max(0, idle) + work);
            before += times[device][0].forward() + send;
        }
        return least;
    }

    /// Seconds of the first micro-batch from this device to the last and back.
    private static double wayBack(ChunkTimes[][] times, int device, double send) {
        double seconds = 0;
        for (int later = device + 1; later < times.length; later++) {
            seconds += times[later][0].forward() + times[later][0].backwardInput() + 2 * send;
        }
        return seconds;
    }

    /// Micro-batches come from both ends, half of them from each; the nearer end is first.
    private static double folded(Pipeline pipeline, ChunkTimes[][] times, double send) {
        double least = 0;
        double before = 0;
        for (int device = 0; device < times.length / 2; device++) {
            for (ChunkTimes[] own : new ChunkTimes[][] {times[device], times[times.length - 1 - device]}) {
                double work = pipeline.microBatches() / 2.0 * Arrays.stream(own).mapToDouble(c -> Math.min(c.total(), c.paired())).sum();
                least = Math.max(least, before + work);
            }
            before += Math.min(forward(times[device]), forward(times[times.length - 1 - device])) + send;
        }
        return least;
    }

    private static double forward(ChunkTimes[] own) {
        return Arrays.stream(own).mapToDouble(ChunkTimes::forward).min().orElseThrow();
    }
}
