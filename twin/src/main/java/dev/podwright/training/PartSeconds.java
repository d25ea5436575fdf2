package dev.podwright.training;

import dev.podwright.schedule.ChunkTimes;
import dev.podwright.step.Exchange;

/// One micro-batch in one part of the pipeline under one setup.
///
/// @param times of its passes, exposed communication counted
/// @param send seconds that each direction waits for the neighbouring stage
record PartSeconds(Part part, ChunkTimes times, double send, Gathering gathering, Offloading offloading) {

    /// On one rank, recomputation counted.
    double flops() {
        return part.flops();
    }

    /// Seconds of communication by itself, by [Exchange].
    double[] alone() {
        return exchanges()[0];
    }

    /// Seconds of it that computation does not hide, by [Exchange].
    double[] exposed() {
        return exchanges()[1];
    }

    private double[][] exchanges() {
        double[] alone = part.alone().clone();
        double[] exposed = part.exposed().clone();
        alone[Exchange.PIPELINE.ordinal()] += 2 * send;
        exposed[Exchange.PIPELINE.ordinal()] += 2 * send;
        gathering.addTo(alone, exposed);
        offloading.addTo(alone, exposed);
        return new double[][] {alone, exposed};
    }
}
