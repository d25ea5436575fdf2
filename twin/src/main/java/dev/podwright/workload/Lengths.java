package dev.podwright.workload;

/// Mean token counts of a request.
///
/// @param input prompt tokens
/// @param output answer tokens
/// @param cached prompt tokens found in a prefix cache
public record Lengths(double input, double output, double cached) {

    public Lengths {
        if (!(input >= 1) || !(output >= 1) || !(cached >= 0) || !(cached < input)) {
            throw new IllegalArgumentException(
                    "The input (%s) and output (%s) must be at least 1, the cached tokens (%s) from 0 to below the input."
                            .formatted(input, output, cached));
        }
    }

    public double fresh() {
        return input - cached;
    }

    /// Decode steps of a request without speculation: the first token comes with the prompt. An answer of one token is
    /// taken to need one, so that rates stay finite.
    public double decodeSteps() {
        return Math.max(1, output - 1);
    }

    /// Tokens of a finished request.
    public double total() {
        return input + output;
    }

    /// Mean cache length seen by a decode step: half the answer is there on average.
    public double meanContext() {
        return input + output / 2;
    }
}
