package dev.podwright.validation;

/// What became of one row of `training/measured.csv`.
public sealed interface TrainingAnswer {

    /// The row beside its prediction: tokens per second of a rank, the iteration with its cost and memory.
    record Predicted(TrainingCheck.Outcome outcome) implements TrainingAnswer {}

    /// @param reason which cell is missing, or what in the row contradicts itself
    record Insufficient(String reason) implements TrainingAnswer {}

    /// @param reason why a row that says enough is not predicted
    record Unpredictable(String reason) implements TrainingAnswer {}
}
