package dev.podwright.validation.judge;

import dev.podwright.document.InputException;
import dev.podwright.model.Models;
import dev.podwright.units.Interval;
import dev.podwright.validation.Row;
import dev.podwright.validation.Table;
import dev.podwright.validation.serving.ClosedLoops;
import dev.podwright.validation.serving.Points;
import dev.podwright.validation.serving.ServingRow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/// Judges measured points of serving engines: closed loops of clients without speculation by their own check, all others by [PointJudge].
final class ServingJudge implements RowJudge {
    static final Columns COLUMNS = new Columns(List.of(), List.of("tp", "pp", "ep", "attention_dp", "chips_per_replica", "total_chips", "input_tokens", "output_tokens",
            "concurrency", "tpot_ms", "ttft_ms", "itl_ms", "request_latency_ms", "prefill_tokens_per_s", "output_tokens_per_s", "total_tokens_per_s", "requests_per_s",
            "prefill_tp", "prefill_pp", "prefill_ep", "prefill_attention_dp", "prefill_replicas", "decode_tp", "decode_pp", "decode_ep", "decode_attention_dp",
            "decode_replicas", "kv_tokens", "batch_per_replica", "request_rate_per_s", "num_prompts", "tokens_per_step"), List.of("cached_input_tokens"),
            List.of("id", "source", "chip", "pod", "model", "weights_dtype", "activation_dtype", "kv_dtype", "engine", "mode", "speculative", "quality", "length_law",
                    "engine_version", "arrival", "scope", "layout_unit", "notes"));
    static final List<String> CONDITIONS = List.of("chip", "pod", "chips_per_replica", "total_chips", "model", "weights_dtype", "activation_dtype", "kv_dtype", "engine",
            "engine_version", "mode", "tp", "pp", "ep", "attention_dp", "moe_tp", "input_tokens", "output_tokens", "length_law", "cached_input_tokens", "arrival",
            "concurrency", "request_rate_per_s", "num_prompts", "speculative", "statistic");

    /// The closed loops without speculation print these; what else they print comes with the other modes.
    private static final List<String> PACE = List.of(Metric.TPOT_MS.label(), Metric.TTFT_MS.label());

    private final ClosedLoops loops;
    private final PointJudge points;

    ServingJudge(ClosedLoops loops, PointJudge points) {
        this.loops = loops;
        this.points = points;
    }

    /// Rows at fault are judged, and refused, with the others of their line.
    static ServingJudge of(Table table, ClosedLoops loops, Points points) {
        return new ServingJudge(loops, PointJudge.of(table, points, ServingJudge::sound));
    }

    private static boolean sound(Row row) {
        try {
            COLUMNS.check(row);
            return true;
        } catch (InputException fault) {
            return false;
        }
    }

    @Override
    public List<JudgedRow> judge(Row row) {
        COLUMNS.check(row);
        if (ServingRow.unfit(row).isPresent() || !points.mode(row).equals(Points.CLOSED_LOOP)) {
            return points.judge(row, Points.columns());
        }
        Entry entry = new Entry(Kind.SERVING, row.text("id"), op(row.text("model")), row.text("chip"), row.text("source"), row.text("engine"), false);
        Function<Metric, JudgedRow> verdict = verdict(entry, row);
        Stream<JudgedRow> pace = Stream.of(Metric.TPOT_MS, Metric.TTFT_MS).filter(m -> row.has(m.label())).map(verdict);
        return Stream.concat(pace, points.judge(row, Points.columns().stream().filter(c -> !PACE.contains(c)).toList()).stream()).toList();
    }

    private Function<Metric, JudgedRow> verdict(Entry entry, Row row) {
        Optional<String> empty = ServingRow.empty(row);
        if (empty.isPresent()) {
            return metric -> entry.insufficient(metric, measured(row, metric), empty.get());
        }
        try {
            ClosedLoops.Prediction outcome = loops.predict(row);
            return metric -> {
                Interval seconds = metric == Metric.TPOT_MS ? outcome.tpot() : outcome.ttft();
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
