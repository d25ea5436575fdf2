package dev.podwright.validation;

import java.util.Collection;

/// Rows that measure one setup several times, such as NeMo's tables of every container.
final class Twins {
    /// Twins lie within a tenth of each other nine times in ten. A row this many times slower than its fastest twin says that something
    /// was wrong with that run or its description, whatever is predicted for it.
    static final double APART = 1.5;

    private Twins() {}

    static boolean contradicted(TrainingRow row, Collection<TrainingRow> rows) {
        return rows.stream().anyMatch(other -> other.tokens() > APART * row.tokens() && same(row, other));
    }

    /// Everything but the release and the options that its recipes choose for it.
    private static boolean same(TrainingRow a, TrainingRow b) {
        return a.chip().equals(b.chip()) && a.model().equals(b.model()) && a.recipe().equals(b.recipe()) && a.layout().equals(b.layout())
                && a.microBatch() == b.microBatch() && a.pod().levels().equals(b.pod().levels()) && framework(a).equals(framework(b));
    }

    /// The id without its release: `megatron-bridge` of `megatron-bridge-26.08`.
    private static String framework(TrainingRow row) {
        return row.software().id().replaceFirst("-[0-9.]+$", "");
    }
}
