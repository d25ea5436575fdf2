package dev.podwright.validation.judge;

import dev.podwright.document.InputException;
import dev.podwright.model.Operator;
import dev.podwright.validation.KernelRows;
import dev.podwright.validation.ModuleRows;
import dev.podwright.validation.Row;
import dev.podwright.validation.Sample;
import java.util.List;

/// The operators that a row of a kernel table timed.
final class TimedOperators {
    private TimedOperators() {}

    /// @throws InputException if the row names a format or a mode that is not known
    static List<Operator> of(KernelColumns table, Row row) {
        return switch (table) {
            case MLA_MODULE, DSA_MODULE -> ModuleRows.operators(row);
            default -> KernelRows.sample(table.label(), row).map(Sample::operator).map(List::of)
                    .orElseThrow(() -> new InputException("%s rows are not read".formatted(table.label()), ""));
        };
    }
}
