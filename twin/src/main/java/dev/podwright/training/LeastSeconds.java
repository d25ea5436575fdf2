package dev.podwright.training;

import dev.podwright.schedule.ChunkTimes;
import dev.podwright.schedule.Estimate;
import dev.podwright.schedule.Pipeline;
import dev.podwright.schedule.Schedule;

/// Seconds that no walk through a schedule can undercut, found without walking.
///
/// A device first waits until the earliest micro-batch reaches it. Before its first backward pass it can do nothing but the
/// forward passes whose activations it may hold; the rest of the way of the first micro-batch to the last stage and back is
/// idle. Its own work comes on top, and where it ends with a backward pass, those of the devices before it.
final class LeastSeconds {
    private LeastSeconds() {}

    /// @param times per device and chunk
    /// @param send seconds between neighbouring stages
    static double of(Pipeline pipeline, ChunkTimes[][] times, double send) {
        return pipeline.schedule() == Schedule.DUAL_PIPE ? folded(pipeline, times, send) : straight(pipeline, times, send);
    }

    private static double straight(Pipeline pipeline, ChunkTimes[][] times, double send) {
        // Gradients of weights may be left for the end, so that the last thing a device does need not be what others wait for.
        boolean tailed = pipeline.schedule() != Schedule.ZERO_BUBBLE;
        double through = 0;
        double last = 0;
        for (ChunkTimes[] own : times) {
            for (ChunkTimes chunk : own) {
                through += chunk.forward() + send;
            }
            last += own[own.length - 1].backwardInput() + send;
        }
        double least = 0;
        double arrival = 0;
        double tail = 0;
        for (int device = 0; device < times.length; device++) {
            ChunkTimes[] own = times[device];
            last -= own[own.length - 1].backwardInput() + send;
            double each = 0;
            double most = 0;
            for (ChunkTimes chunk : own) {
                each += chunk.total();
                most = Math.max(most, chunk.forward());
            }
            double work = pipeline.microBatches() * each;
            // The first micro-batch goes through all parts and back to the last part of this device.
            double idle = through - send + last - Estimate.held(pipeline, device) * most;
            least = Math.max(least, Math.max(arrival, idle) + work + (tailed ? tail : 0));
            arrival += own[0].forward() + send;
            tail += own[0].backwardInput() + own[0].backwardWeight() + send;
        }
        return least;
    }

    /// Micro-batches come from both ends, half of them from each; the nearer end is first.
    private static double folded(Pipeline pipeline, ChunkTimes[][] times, double send) {
        double least = 0;
        double before = 0;
        for (int device = 0; device < times.length / 2; device++) {
            double work = pipeline.microBatches() / 2.0 * Math.max(together(times[device]), together(times[times.length - 1 - device]));
            least = Math.max(least, before + work);
            before += Math.min(forward(times[device]), forward(times[times.length - 1 - device])) + send;
        }
        return least;
    }

    private static double together(ChunkTimes[] own) {
        double seconds = 0;
        for (ChunkTimes chunk : own) {
            seconds += Math.min(chunk.total(), chunk.paired());
        }
        return seconds;
    }

    private static double forward(ChunkTimes[] own) {
        double least = Double.POSITIVE_INFINITY;
        for (ChunkTimes chunk : own) {
            least = Math.min(least, chunk.forward());
        }
        return least;
    }
}
