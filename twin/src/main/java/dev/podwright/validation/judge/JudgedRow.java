package dev.podwright.validation.judge;

import java.util.OptionalDouble;

/// One measured figure of one row of evidence, and what became of it. A row that prints several figures is judged once for each.
///
/// @param op the operation, such as `gemm`, `all_reduce`, `dispatch`; models without and with experts are `dense` and `moe`
/// @param chip as the evidence names it
/// @param source repository or document, without the file
/// @param framework whose operator, library, or engine
/// @param measured in the unit of the metric; empty where the row does not say
/// @param baseline what a null model says, where there is one: constant MFU for training
/// @param inSample whether the calibration has seen this very row
public record JudgedRow(Kind kind, String id, String op, String chip, String source, String framework, Metric metric, OptionalDouble measured,
                        Outcome outcome, OptionalDouble baseline, boolean inSample) {

    /// predicted / measured - 1, where both are there.
    public OptionalDouble error() {
        return outcome instanceof Outcome.Predicted p && measured.isPresent()
                ? OptionalDouble.of(p.interval().value() / measured.getAsDouble() - 1) : OptionalDouble.empty();
    }
}
