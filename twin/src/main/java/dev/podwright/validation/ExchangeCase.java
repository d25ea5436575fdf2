package dev.podwright.validation;

import java.util.Optional;

/// One line of the measured exchanges, whether it can be predicted or not.
///
/// @param id of the evidence
/// @param kind `collective` or `expert_parallel`
/// @param chip as the evidence names it
/// @param source repository or document, without the path in it
/// @param framework library that ran, with its version
/// @param measured seconds; 0 if the evidence has none
/// @param row what was exchanged; empty where it cannot be predicted
/// @param expert of an expert exchange, its kernel and shape
/// @param reason why there is nothing to predict; empty if there is
record ExchangeCase(String id, String kind, String op, String chip, String source, String framework, double measured, Optional<ExchangeRow> row,
                    Optional<Expert> expert, String reason) {

    /// @param library such as `DeepEP`
    /// @param mode such as `low_latency`
    /// @param phase dispatch, combine or prepare
    /// @param format on the wire, and that of the dispatch where a combine depends on it
    /// @param multiprocessors given to the kernel; 0 where it takes what it likes
    record Expert(String library, String mode, String phase, String format, double tokens, double hidden, int topk, int experts, int multiprocessors) {}

    boolean engine() {
        return row.orElseThrow().kernel() == ExchangeRow.Kernel.ENGINE;
    }

    /// What is held out together: all sizes of one operation on so many ranks of one chip by one source; of an expert exchange, one shape.
    String group() {
        String group = group(row.orElseThrow());
        return expert.map(e -> String.join("/", group, e.library, e.mode, (int) e.hidden + "h", e.topk + "k", e.experts + "e")).orElse(group);
    }

    /// The part of [#group()] that the rows of the laws have too.
    static String group(ExchangeRow row) {
        String what = switch (row.kernel()) {
            case RACK -> "rack";
            case LOW_LATENCY -> "low_latency";
            case ENGINE -> row.operation() + "/engine";
            case LIBRARY -> row.operation() + "/library";
        };
        return String.join("/", row.chip(), what, row.source(), row.nodes() + "n", row.ranks() + "r");
    }
}
