package dev.podwright.training;

import dev.podwright.step.Pass;

/// One part of the pipeline on one rank: its parameters, and what its blocks take for one micro-batch.
///
/// @param held parameters, unsharded
/// @param pass seconds by [Pass]
/// @param flops recomputation counted
/// @param alone seconds of communication by itself, by [dev.podwright.step.Exchange]
/// @param exposed seconds of it that computation does not hide
record Part(Stage stage, Weights.Count held, double[] pass, double flops, double[] alone, double[] exposed) {

    double forward() {
        return pass[Pass.FORWARD.ordinal()];
    }

    /// Backward towards the input, recomputation counted.
    double input() {
        return pass[Pass.RECOMPUTE.ordinal()] + pass[Pass.BACKWARD_INPUT.ordinal()];
    }

    double weight() {
        return pass[Pass.BACKWARD_WEIGHT.ordinal()];
    }

    double backward() {
        return input() + weight();
    }

    double total() {
        return forward() + input() + weight();
    }
}
