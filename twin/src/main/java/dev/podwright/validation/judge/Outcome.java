package dev.podwright.validation.judge;

import dev.podwright.units.Cost;
import dev.podwright.units.Interval;

/// What became of a measured row.
public sealed interface Outcome {

    /// @param interval in the unit of the row's metric
    /// @param cost where the predicted time goes
    record Predicted(Interval interval, Cost cost) implements Outcome {}

    /// The source left a cell empty without which nothing can be predicted or compared.
    record Insufficient(String column) implements Outcome {}

    /// @param reason what the twin does not know, without the figures of the single row
    record Unpredictable(String reason) implements Outcome {}
}
