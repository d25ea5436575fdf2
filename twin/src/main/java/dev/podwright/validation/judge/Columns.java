package dev.podwright.validation.judge;

import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.validation.Row;
import dev.podwright.validation.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The columns of one kind of table.
///
/// @param needed columns without whose cell a row says too little
/// @param sizes columns that hold numbers above 0 where they hold anything
/// @param amounts columns that hold numbers of at least 0 where they hold anything
/// @param others columns that are read too and may be empty
record Columns(List<String> needed, List<String> sizes, List<String> amounts, List<String> others) {

    /// @throws InputException if the table lacks a column
    void check(Table table) {
        Stream.of(needed, sizes, amounts, others).flatMap(List::stream).filter(c -> !table.columns().containsKey(c)).findFirst().ifPresent(missing -> {
            String maybe = Nearest.maybe(missing, table.columns().keySet());
            throw new InputException("%s: there is no column %s.".formatted(table.file(), missing),
                    maybe.isEmpty() ? "It has: " + String.join(", ", table.columns().keySet()) + "." : maybe.replaceFirst("\\.$", " was meant to be it."));
        });
    }

    /// @throws InputException if a cell that must hold a number holds something else
    void check(Row row) {
        sizes.stream().filter(row::has).forEach(row::positive);
        for (String column : amounts) {
            if (row.has(column) && row.number(column) < 0) {
                throw row.wrong(column, "a number of at least 0");
            }
        }
    }

    /// The first needed column that is empty.
    Optional<String> empty(Row row) {
        return needed.stream().filter(c -> !row.has(c)).findFirst();
    }

    /// The cells of `columns` as one text.
    static String cells(Row row, List<String> columns) {
        return columns.stream().map(c -> row.has(c) ? row.text(c) : "").collect(Collectors.joining("|"));
    }
}
