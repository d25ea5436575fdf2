package dev.podwright.validation.judge;

import java.util.Map;
import java.util.Optional;

/// What became of the rows of a group.
///
/// @param rows all of them
/// @param insufficient rows with an empty cell, by column
/// @param unpredicted rows that the twin cannot predict, by reason
/// @param accuracy of the others; empty if there is none
public record Score(int rows, Map<String, Integer> insufficient, Map<String, Integer> unpredicted, Optional<Accuracy> accuracy) {

    public int insufficientRows() {
        return sum(insufficient);
    }

    public int unpredictedRows() {
        return sum(unpredicted);
    }

    /// Share of the sufficient rows that are predicted, 1 if there are none.
    public double predictedShare() {
        int sufficient = rows - insufficientRows();
        return sufficient == 0 ? 1 : 1 - (double) unpredictedRows() / sufficient;
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
