package dev.podwright.validation.judge;

import dev.podwright.document.InputException;
import dev.podwright.model.Operator;
import dev.podwright.units.Precision;
import dev.podwright.validation.KernelRows;
import dev.podwright.validation.Row;
import dev.podwright.validation.Sample;
import java.util.List;

/// The operators that a row of a kernel table timed, also where the row is no guide to a law and fits leave it out.
final class TimedOperators {
    private TimedOperators() {}

    /// @throws InputException if the row names a format or a mode that is not known
    static List<Operator> of(KernelColumns table, Row row) {
        return switch (table) {
            case MLA_MODULE, DSA_MODULE -> Modules.of(row);
            default -> List.of(KernelRows.sample(table.label(), row).map(Sample::operator).orElseThrow(() -> new InputException(
                    "%s rows marked as \"%s\" are not read".formatted(table.label(), row.text("notes")), "")));
        };
    }
}
