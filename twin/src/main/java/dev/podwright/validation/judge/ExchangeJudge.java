package dev.podwright.validation.judge;

import dev.podwright.document.InputException;
import dev.podwright.units.Cost;
import dev.podwright.validation.ExchangePrediction;
import dev.podwright.validation.ExchangePredictor;
import dev.podwright.validation.Row;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/// Judges collective operations and the exchange of experts' tokens.
final class ExchangeJudge implements RowJudge {
    private static final String TIME = "time_us";
    private static final double TOLERANCE = 1.05;
    private static final double GIGA = 1e9;
    /// How [ExchangePrediction#reason()] begins.
    private static final String BEGINNING = "^unpredictable: ";

    private final Kind kind;
    private final Columns columns;
    private final ExchangePredictor exchanges;
    private final Predicate<Row> seen;

    private ExchangeJudge(Kind kind, Columns columns, ExchangePredictor exchanges, Predicate<Row> seen) {
        this.kind = kind;
        this.columns = columns;
        this.exchanges = exchanges;
        this.seen = seen;
    }

    static ExchangeJudge collectives(ExchangePredictor exchanges, Predicate<Row> seen) {
        return new ExchangeJudge(Kind.COLLECTIVE, ExchangeColumns.COLLECTIVES, exchanges, seen);
    }

    static ExchangeJudge experts(ExchangePredictor exchanges, Predicate<Row> seen) {
        return new ExchangeJudge(Kind.EXPERT_PARALLEL, ExchangeColumns.EXPERTS, exchanges, seen);
    }

    @Override
    public List<JudgedRow> judge(Row row) {
        columns.check(row);
        boolean collective = kind == Kind.COLLECTIVE;
        Entry entry = new Entry(kind, row.text("id"), row.text(collective ? "op" : "phase"), row.text("chip"), Entry.repository(row),
                row.text("library"), seen.test(row));
        OptionalDouble measured = row.has(TIME) ? OptionalDouble.of(row.positive(TIME)) : OptionalDouble.empty();
        Optional<String> empty = columns.empty(row);
        if (empty.isPresent()) {
            return List.of(entry.insufficient(Metric.TIME_US, measured, empty.get()));
        }
        if (collective) {
            agree(row);
            if (row.text("topology").contains("bridge") && exchanges.joinedBySlots(entry.chip())) {
                return List.of(entry.unpredictable(Metric.TIME_US, measured, "it crosses a bridge between two cards that the catalogue does not have"));
            }
        }
        return List.of(judged(entry, row, measured));
    }

    /// Bytes, time and bandwidth of a row say one thing.
    private static void agree(Row row) {
        double rate = row.number("bytes") / row.number(TIME) * Metric.MICRO / GIGA;
        if (row.has("algbw_gbps") && Math.abs(row.number("algbw_gbps") / rate - 1) > TOLERANCE - 1) {
            throw row.impossible("algbw_gbps", String.format(Locale.ROOT, "bytes / time_us of the row are %.4g GB/s", rate));
        }
    }

    private JudgedRow judged(Entry entry, Row row, OptionalDouble measured) {
        ExchangePrediction prediction;
        try {
            prediction = kind == Kind.COLLECTIVE ? exchanges.collective(row) : exchanges.expert(row);
        } catch (InputException unknown) {
            return entry.unpredictable(Metric.TIME_US, measured, unknown.getMessage());
        } catch (IllegalArgumentException impossible) {
            return entry.unpredictable(Metric.TIME_US, measured, Entry.NO_SHAPE);
        }
        if (prediction.predicted().isEmpty()) {
            return entry.unpredictable(Metric.TIME_US, measured, prediction.reason().replaceFirst(BEGINNING, ""));
        }
        Cost cost = prediction.predicted().get();
        double microseconds = measured.orElseThrow();
        if (microseconds / Metric.MICRO * TOLERANCE < cost.ideal()) {
            throw row.impossible(kind == Kind.COLLECTIVE && row.has("busbw_gbps") ? "busbw_gbps" : TIME, String.format(Locale.ROOT,
                    "%.4g us is faster than the links of %s allow (%.4g us)", microseconds, entry.chip(), cost.ideal() * Metric.MICRO));
        }
        return entry.predicted(Metric.TIME_US, microseconds, cost.interval().times(Metric.MICRO), cost);
    }
}
