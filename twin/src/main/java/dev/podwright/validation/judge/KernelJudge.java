package dev.podwright.validation.judge;

import dev.podwright.catalog.Chip;
import dev.podwright.document.InputException;
import dev.podwright.model.Operator;
import dev.podwright.units.Cost;
import dev.podwright.validation.Row;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/// Judges a table of single operators.
final class KernelJudge implements RowJudge {
    private final KernelColumns table;
    private final Prices prices;
    private final Predicate<Row> seen;
    private final Runnable warm;

    /// @param warm called for each row that only a warm cache explains
    KernelJudge(KernelColumns table, Prices prices, Predicate<Row> seen, Runnable warm) {
        this.table = table;
        this.prices = prices;
        this.seen = seen;
        this.warm = warm;
    }

    @Override
    public List<JudgedRow> judge(Row row) {
        Columns columns = table.columns();
        columns.check(row);
        Entry entry = new Entry(table.kind(), row.text("id"), table.label(), row.text("chip"), Entry.repository(row), row.text("framework"), seen.test(row));
        OptionalDouble measured = row.has(KernelColumns.TIME) ? OptionalDouble.of(row.positive(KernelColumns.TIME)) : OptionalDouble.empty();
        Optional<String> empty = columns.empty(row);
        if (empty.isPresent()) {
            return List.of(entry.insufficient(Metric.TIME_US, measured, empty.get()));
        }
        Optional<Chip> chip = prices.chip(entry.chip());
        if (chip.isEmpty()) {
            return List.of(entry.unpredictable(Metric.TIME_US, measured, "the catalogue has no chip " + entry.chip()));
        }
        return List.of(priced(entry, row, chip.get(), measured.orElseThrow()));
    }

    private JudgedRow priced(Entry entry, Row row, Chip chip, double measured) {
        Operator operator;
        try {
            operator = TimedOperators.of(table.label(), row);
        } catch (InputException unknown) {
            return entry.unpredictable(Metric.TIME_US, OptionalDouble.of(measured), unknown.getMessage());
        }
        if (Physics.warm(row, KernelColumns.TIME, operator, chip, measured / Metric.MICRO)) {
            warm.run();
        }
        try {
            Cost cost = prices.kernels(chip).price(operator);
            return entry.predicted(Metric.TIME_US, measured, cost.interval().times(Metric.MICRO), cost);
        } catch (InputException unknown) {
            return entry.unpredictable(Metric.TIME_US, OptionalDouble.of(measured), unknown.getMessage());
        }
    }
}
