package dev.podwright.training;

import dev.podwright.schedule.ChunkTimes;
import dev.podwright.step.Exchange;

/// One micro-batch in one part of the pipeline, in numbers.
///
/// @param times of its passes, exposed communication counted
/// @param flops on one rank, recomputation counted
/// @param alone seconds of communication by itself, by [Exchange]
/// @param exposed seconds of it that computation does not hide, by [Exchange]
record PartSeconds(ChunkTimes times, double flops, double[] alone, double[] exposed) {

    double alone(Exchange kind) {
        return alone[kind.ordinal()];
    }

    double exposed(Exchange kind) {
        return exposed[kind.ordinal()];
    }
}
