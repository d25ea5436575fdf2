package dev.podwright.validation.judge;

import dev.podwright.document.InputException;
import dev.podwright.model.Models;
import dev.podwright.units.Interval;
import dev.podwright.validation.Row;
import dev.podwright.validation.ServingCheck;
import dev.podwright.validation.ServingRow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Judges measured points of serving engines under a closed loop of clients.
final class ServingJudge implements RowJudge {
    static final Columns COLUMNS = new Columns(List.of(), List.of("tp", "pp", "ep", "attention_dp", "chips_per_replica", "total_chips", "input_tokens", "output_tokens",
            "concurrency", "tpot_ms", "ttft_ms"), List.of("cached_input_tokens"),
            List.of("id", "source", "chip", "pod", "model", "weights_dtype", "activation_dtype", "kv_dtype", "engine", "mode", "speculative", "quality", "length_law"));
    static final List<String> CONDITIONS = List.of("chip", "pod", "chips_per_replica", "total_chips", "model", "weights_dtype", "activation_dtype", "kv_dtype", "engine",
            "engine_version", "mode", "tp", "pp", "ep", "attention_dp", "moe_tp", "input_tokens", "output_tokens", "length_law", "cached_input_tokens", "arrival",
            "concurrency", "request_rate_per_s", "num_prompts", "speculative", "statistic");

    private final ServingCheck check;
    private final Predicate<Row> seen;

    ServingJudge(ServingCheck check, Predicate<Row> seen) {
        this.check = check;
        this.seen = seen;
    }

    @Override
    public List<JudgedRow> judge(Row row) {
        COLUMNS.check(row);
        Entry entry = new Entry(Kind.SERVING, row.text("id"), op(row.text("model")), row.text("chip"), row.text("source"), row.text("engine"), seen.test(row));
        Function<Metric, JudgedRow> verdict = verdict(entry, row);
        return Stream.of(Metric.TPOT_MS, Metric.TTFT_MS).filter(m -> m == Metric.TPOT_MS || row.has(m.label())).map(verdict).toList();
    }

    private Function<Metric, JudgedRow> verdict(Entry entry, Row row) {
        Optional<String> unfit = ServingRow.unfit(row);
        if (unfit.isPresent()) {
            return metric -> entry.unpredictable(metric, measured(row, metric), unfit.get());
        }
        Optional<String> empty = ServingRow.empty(row);
        if (empty.isPresent()) {
            return metric -> entry.insufficient(metric, measured(row, metric), empty.get());
        }
        try {
            ServingCheck.Outcome outcome = check.predict(ServingRow.of(row));
            return metric -> {
                Interval seconds = metric == Metric.TPOT_MS ? outcome.predicted().tpot() : outcome.predicted().ttft();
                return entry.predicted(metric, measured(row, metric).orElseThrow(), seconds.times(Metric.MILLI), outcome.step());
            };
        } catch (InputException unknown) {
            return metric -> entry.unpredictable(metric, measured(row, metric), unknown.getMessage());
        } catch (IllegalArgumentException impossible) {
            return metric -> entry.unpredictable(metric, measured(row, metric), Entry.NO_SHAPE);
        }
    }

    private static OptionalDouble measured(Row row, Metric metric) {
        return row.has(metric.label()) ? OptionalDouble.of(row.positive(metric.label())) : OptionalDouble.empty();
    }

    private static String op(String model) {
        return !Models.names().contains(model) ? "unknown model" : Models.named(model).mixture() ? "moe" : "dense";
    }
}
