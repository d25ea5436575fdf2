package dev.podwright.validation.judge;

import dev.podwright.catalog.Catalog;
import dev.podwright.document.InputException;
import dev.podwright.model.FlopConvention;
import dev.podwright.training.TrainingJob;
import dev.podwright.units.Interval;
import dev.podwright.units.Unit;
import dev.podwright.validation.Row;
import dev.podwright.validation.Table;
import dev.podwright.validation.TrainingCheck;
import dev.podwright.validation.TrainingRow;
import dev.podwright.validation.TrainingRows;
import dev.podwright.workload.Recipe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/// Judges measured iterations of training, beside the null that everything runs at one constant MFU.
final class TrainingJudge implements RowJudge {
    static final String TOKENS = "tokens_per_s_per_chip";
    private static final String STEP = "iteration_s";
    private static final String MEMORY = "memory_gib";
    static final Columns COLUMNS = new Columns(List.of(),
            List.of("chips", "chips_per_node", "layers", "hidden", "heads", "kv_heads", "head_dim", "ffn", "vocab", "experts", "top_k", "expert_ffn", "seq_len",
                    "global_batch", "micro_batch", "tp", "pp", "virtual_stages", "dp", "cp", "ep", STEP, TOKENS, MEMORY),
            List.of("mtp_layers"),
            List.of("id", "source", "chip", "pod", "scale_out", "software", "model", "gated_ffn", "q_lora_rank", "kv_lora_rank", "phase", "precision",
                    "global_batch_unit", "sp", "recompute", "recompute_detail", "zero_fsdp", "zero_fsdp_detail", "schedule", "flops_convention", "notes"));
    /// Not the release: its rows of one setup are what repeats.
    static final List<String> CONDITIONS = List.of("chip", "pod", "chips", "scale_out", "model", "layers", "hidden", "seq_len", "phase", "precision",
            "precision_detail", "global_batch", "micro_batch", "tp", "pp", "virtual_stages", "dp", "cp", "ep", "sp", "recompute", "recompute_detail", "zero_fsdp",
            "zero_fsdp_detail", "schedule");
    private static final double TOLERANCE = 1.05;
    /// Adapters beside frozen weights need two products of three (as NeMo counts LoRA).
    private static final double FROZEN = 2.0 / 3;

    private final Map<Row, TrainingRow> read;
    private final Map<Row, TrainingRows.Sifted.Left> left;
    private final Map<String, TrainingCheck.Outcome> outcomes = new HashMap<>();
    private final Map<String, String> reasons = new HashMap<>();
    private final Predicate<Row> seen;

    private TrainingJudge(Map<Row, TrainingRow> read, Map<Row, TrainingRows.Sifted.Left> left, Predicate<Row> seen) {
        this.read = read;
        this.left = left;
        this.seen = seen;
    }

    static TrainingJudge of(Table table, Catalog catalog, TrainingCheck check, Predicate<Row> seen) {
        TrainingJudge judge = new TrainingJudge(new HashMap<>(), new HashMap<>(), seen);
        table.rows().forEach(row -> judge.sift(row, catalog));
        Collection<TrainingRow> all = table.rows().stream().filter(judge.read::containsKey).map(judge.read::get).toList();
        List<TrainingRow> kept = TrainingRows.uncontradicted(List.copyOf(all));
        all.forEach(row -> judge.reasons.put(row.id(), TrainingRows.CONTRADICTED));
        TrainingCheck.Result result = check.predict(kept);
        judge.reasons.putAll(result.reasons());
        result.outcomes().forEach(o -> judge.outcomes.put(o.row().id(), o));
        return judge;
    }

    /// Rows at fault are judged, and refused, with the others of their line.
    private void sift(Row row, Catalog catalog) {
        try {
            COLUMNS.check(row);
        } catch (InputException fault) {
            return;
        }
        try {
            switch (TrainingRows.sift(row, catalog)) {
                case TrainingRows.Sifted.Read r -> read.put(row, r.row());
                case TrainingRows.Sifted.Left l -> left.put(row, l);
            }
        } catch (InputException unknown) {
            left.put(row, new TrainingRows.Sifted.Left(Optional.empty(), unknown.getMessage(), false));
        } catch (IllegalArgumentException impossible) {
            left.put(row, new TrainingRows.Sifted.Left(Optional.empty(), Entry.NO_SHAPE, false));
        }
    }

    @Override
    public List<JudgedRow> judge(Row row) {
        COLUMNS.check(row);
        Entry entry = new Entry(Kind.TRAINING, row.text("id"), row.has("experts") ? "moe" : "dense", row.text("chip"), row.text("source"),
                row.text("software"), seen.test(row));
        List<JudgedRow> verdicts = new ArrayList<>();
        for (Metric metric : List.of(Metric.TOKENS_PER_S_PER_CHIP, Metric.ITERATION_S, Metric.MEMORY_GIB)) {
            if (row.has(metric.label()) || metric == Metric.TOKENS_PER_S_PER_CHIP) {
                verdicts.add(judged(entry, row, metric));
            }
        }
        return verdicts;
    }

    private JudgedRow judged(Entry entry, Row row, Metric metric) {
        OptionalDouble measured = row.has(metric.label()) ? OptionalDouble.of(row.positive(metric.label())) : OptionalDouble.empty();
        TrainingRows.Sifted.Left why = left.get(row);
        if (why != null) {
            return why.column().map(column -> entry.insufficient(metric, measured, column))
                    .orElseGet(() -> entry.unpredictable(metric, measured, why.reason()));
        }
        TrainingCheck.Outcome outcome = outcomes.get(entry.id());
        if (outcome == null) {
            return entry.unpredictable(metric, measured, reasons.get(entry.id()));
        }
        possible(row, outcome);
        OptionalDouble constant = metric == Metric.TOKENS_PER_S_PER_CHIP ? outcome.constant() : OptionalDouble.empty();
        return entry.predicted(metric, measured.getAsDouble(), interval(metric, outcome), outcome.iteration().cost(), constant);
    }

    private static Interval interval(Metric metric, TrainingCheck.Outcome outcome) {
        return switch (metric) {
            case TOKENS_PER_S_PER_CHIP -> outcome.predicted();
            case ITERATION_S -> outcome.iteration().seconds();
            // Counted, not calibrated: there is no interval.
            case MEMORY_GIB -> Interval.exact(Unit.GIB.fromSi(outcome.iteration().memory().fullest().bytes()));
            default -> throw new IllegalArgumentException("Training does not print the metric (%s).".formatted(metric));
        };
    }

    /// The products alone, without attention, must not take more than the peak.
    private static void possible(Row row, TrainingCheck.Outcome outcome) {
        TrainingJob job = outcome.iteration().job();
        double trained = job.recipe().phase() == Recipe.Phase.LORA ? FROZEN : 1;
        double needed = outcome.row().tokens() * trained * FlopConvention.NO_ATTENTION.perToken(job.model(), job.recipe().sequence());
        if (needed > TOLERANCE * job.peak()) {
            throw row.impossible(TOKENS, String.format(Locale.ROOT, "its products need %.4g FLOP/s of a rank and the peak of %s is %.4g", needed,
                    job.rankChip().id(), job.peak()));
        }
    }
}
