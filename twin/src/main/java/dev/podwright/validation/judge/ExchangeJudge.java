package dev.podwright.validation.judge;

import dev.podwright.document.InputException;
import dev.podwright.units.Cost;
import dev.podwright.validation.ExchangeRow;
import dev.podwright.validation.ExchangeRows;
import dev.podwright.validation.Row;
import dev.podwright.validation.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/// Judges collective operations and the exchange of experts' tokens.
final class ExchangeJudge implements RowJudge {
    private static final String TIME = "time_us";
    private static final double TOLERANCE = 1.05;
    private static final double GIGA = 1e9;

    private final Kind kind;
    private final Columns columns;
    private final Map<String, Double> preparing;
    private final Exchanges exchanges;
    private final Predicate<Row> seen;

    private ExchangeJudge(Kind kind, Columns columns, Map<String, Double> preparing, Exchanges exchanges, Predicate<Row> seen) {
        this.kind = kind;
        this.columns = columns;
        this.preparing = preparing;
        this.exchanges = exchanges;
        this.seen = seen;
    }

    static ExchangeJudge collectives(Exchanges exchanges, Predicate<Row> seen) {
        return new ExchangeJudge(Kind.COLLECTIVE, ExchangeColumns.COLLECTIVES, Map.of(), exchanges, seen);
    }

    static ExchangeJudge experts(Table table, Exchanges exchanges, Predicate<Row> seen) {
        table.rows().forEach(ExchangeColumns.EXPERTS::check);
        return new ExchangeJudge(Kind.EXPERT_PARALLEL, ExchangeColumns.EXPERTS, ExchangeRows.preparing(table), exchanges, seen);
    }

    @Override
    public List<JudgedRow> judge(Row row) {
        columns.check(row);
        boolean collective = kind == Kind.COLLECTIVE;
        Entry entry = new Entry(kind, row.text("id"), row.text(collective ? "op" : "phase"), row.text("chip"), Entry.repository(row),
                row.text("library"), seen.test(row));
        OptionalDouble printed = row.has(TIME) ? OptionalDouble.of(row.positive(TIME)) : OptionalDouble.empty();
        Optional<String> empty = columns.empty(row);
        if (empty.isPresent()) {
            return List.of(entry.insufficient(Metric.TIME_US, printed, empty.get()));
        }
        if (!collective && !row.has(TIME) && !row.has("gbps")) {
            return List.of(entry.insufficient(Metric.TIME_US, printed, TIME));
        }
        return List.of(collective ? collective(entry, row, printed) : expert(entry, row, printed));
    }

    private JudgedRow collective(Entry entry, Row row, OptionalDouble printed) {
        agree(row);
        if (row.text("topology").contains("bridge") && !exchanges.bridged(entry.chip())) {
            return entry.unpredictable(Metric.TIME_US, printed, "it crosses a bridge between two cards that the catalogue does not have");
        }
        if (ExchangeRows.unnamedNetwork(row)) {
            return entry.unpredictable(Metric.TIME_US, printed, "it crosses a network that the source does not name");
        }
        return ExchangeRows.collective(row).map(exchange -> priced(entry, row, exchange, row.has("busbw_gbps") ? "busbw_gbps" : TIME))
                .orElseGet(() -> entry.unpredictable(Metric.TIME_US, printed, "the operation %s is not one that the twin knows".formatted(entry.op())));
    }

    /// Bytes, time and bandwidth of a row say one thing.
    private static void agree(Row row) {
        double rate = row.number("bytes") / row.number(TIME) * Metric.MICRO / GIGA;
        if (row.has("algbw_gbps") && Math.abs(row.number("algbw_gbps") / rate - 1) > TOLERANCE - 1) {
            throw row.impossible("algbw_gbps", String.format(Locale.ROOT, "bytes / time_us of the row are %.4g GB/s", rate));
        }
    }

    private JudgedRow expert(Entry entry, Row row, OptionalDouble printed) {
        Optional<ExchangeRow> exchange = ExchangeRows.expert(row, preparing);
        if (exchange.isPresent()) {
            return priced(entry, row, exchange.get(), row.has(TIME) ? TIME : "gbps");
        }
        String reason = row.text("phase").equals("prepare") ? "preparing is counted with the dispatch that follows it"
                : !row.has(TIME) ? "GB/s are counted with traffic that the source does not state"
                : "the mode %s on %s waits for others, or has a wire format that the twin does not know".formatted(row.text("mode"), row.text("dtype"));
        return entry.unpredictable(Metric.TIME_US, printed, reason);
    }

    private JudgedRow priced(Entry entry, Row row, ExchangeRow exchange, String column) {
        double measured = exchange.seconds() * Metric.MICRO;
        Cost cost;
        try {
            cost = exchanges.price(exchange);
        } catch (InputException unknown) {
            return entry.unpredictable(Metric.TIME_US, OptionalDouble.of(measured), unknown.getMessage());
        }
        if (exchange.seconds() * TOLERANCE < cost.ideal()) {
            throw row.impossible(column, String.format(Locale.ROOT, "%.4g us is faster than the links of %s allow (%.4g us)", measured, entry.chip(),
                    cost.ideal() * Metric.MICRO));
        }
        return entry.predicted(Metric.TIME_US, measured, cost.interval().times(Metric.MICRO), cost);
    }
}
