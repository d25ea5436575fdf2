package dev.podwright.validation.judge;

import dev.podwright.catalog.Chip;
import dev.podwright.document.InputException;
import dev.podwright.kernel.Kernels;
import dev.podwright.model.Operator;
import dev.podwright.units.Cost;
import dev.podwright.validation.ModuleRows;
import dev.podwright.validation.Row;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/// Judges a table of single operators: each is priced with the law of the library that ran it, where there is one.
final class KernelJudge implements RowJudge {
    private final KernelColumns table;
    private final Prices prices;
    private final Physics physics;
    private final Predicate<Row> seen;
    private final Legitimate legitimate;

    KernelJudge(KernelColumns table, Prices prices, Physics physics, Predicate<Row> seen, Legitimate legitimate) {
        this.table = table;
        this.prices = prices;
        this.physics = physics;
        this.seen = seen;
        this.legitimate = legitimate;
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
        Chip chip;
        List<Operator> operators;
        try {
            chip = prices.chip(entry.chip());
            operators = TimedOperators.of(table, row);
        } catch (InputException unknown) {
            return List.of(entry.unpredictable(Metric.TIME_US, measured, unknown.getMessage()));
        }
        double seconds = measured.getAsDouble() / Metric.MICRO;
        if (operators.size() == 1) {
            physics.beyond(row, KernelColumns.TIME, operators.getFirst(), chip, seconds).ifPresent(legitimate::count);
        } else {
            physics.projections(row, KernelColumns.TIME, operators, chip, seconds);
        }
        return List.of(priced(entry, row, chip, operators, measured.getAsDouble()));
    }

    private JudgedRow priced(Entry entry, Row row, Chip chip, List<Operator> operators, double measured) {
        try {
            Kernels kernels = Prices.library(row).map(library -> prices.kernels(chip, library)).orElseGet(() -> prices.kernels(chip));
            Cost cost = table.kind() == Kind.MODULE
                    ? prices.modules().price(kernels, ModuleRows.subject(table.label(), chip.id(), row), operators, ModuleRows.shape(row))
                    : kernels.price(operators.getFirst());
            return entry.predicted(Metric.TIME_US, measured, cost.interval().times(Metric.MICRO), cost);
        } catch (InputException unknown) {
            return entry.unpredictable(Metric.TIME_US, OptionalDouble.of(measured), unknown.getMessage());
        } catch (IllegalArgumentException impossible) {
            return entry.unpredictable(Metric.TIME_US, OptionalDouble.of(measured), Entry.NO_SHAPE);
        }
    }
}
