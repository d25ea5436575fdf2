package dev.podwright.validation;

import dev.podwright.calibration.SeenRows;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Pod;
import dev.podwright.catalog.TrainingSoftware;
import dev.podwright.document.InputException;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.model.Architecture;
import dev.podwright.model.FlopConvention;
import dev.podwright.model.Models;
import dev.podwright.model.Quantization;
import dev.podwright.schedule.Schedule;
import dev.podwright.units.Precision;
import dev.podwright.workload.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Reads `training/measured.csv`. Rows are left out for what they say of themselves, never for their error.
public final class TrainingRows {
    /// Without these nothing can be laid out or compared.
    private static final List<String> NEEDED = List.of("tokens_per_s_per_chip", "software", "pod", "chip", "chips", "model", "seq_len", "global_batch",
            "micro_batch", "tp", "pp", "dp", "precision");

    /// Why a row is left out that [Twins] disbelieves.
    public static final String CONTRADICTED =
            "contradicted by a twin: the same setup ran more than %.1f times as fast in another release".formatted(Twins.APART);

    private TrainingRows() {}

    /// What a table held.
    ///
    /// @param left rows that say too little, or cannot be laid out, by id in the order of the table
    public record Reading(List<TrainingRow> rows, SequencedMap<String, Left> left) {

        public Reading {
            rows = List.copyOf(rows);
        }

        /// How many rows are left out, by reason.
        public Map<String, Integer> skipped() {
            Map<String, Integer> counts = new TreeMap<>();
            left.values().forEach(l -> counts.merge(l.reason(), 1, Integer::sum));
            return counts;
        }
    }

    /// A row left out.
    ///
    /// @param silent whether the row says too little or contradicts itself; otherwise the catalogue or another row stands against it
    public record Left(String reason, boolean silent) {}

    /// @throws InputException if the table cannot be read, lacks a column, or holds a text where a number belongs
    public static Reading read(Evidence evidence, Catalog catalog) {
        return read(evidence.part("training").resolve("measured.csv"), catalog);
    }

    static Reading read(Path file, Catalog catalog) {
        List<TrainingRow> rows = new ArrayList<>();
        SequencedMap<String, Left> left = new LinkedHashMap<>();
        for (Row row : Table.read(file).rows()) {
            switch (sift(row, catalog)) {
                case Sifted.Read read -> rows.add(read.row());
                case Sifted.Left out -> left.put(row.text("id"), new Left(out.reason(), out.silent()));
            }
        }
        List<TrainingRow> kept = uncontradicted(rows);
        rows.stream().filter(row -> !kept.contains(row)).forEach(row -> left.put(row.id(), new Left(CONTRADICTED, false)));
        return new Reading(kept, left);
    }

    /// Notes the lines of a table that became these rows.
    public static void seen(Evidence evidence, Collection<TrainingRow> rows, SeenRows.Builder seen) {
        Set<String> ids = rows.stream().map(TrainingRow::id).collect(Collectors.toSet());
        Table.read(evidence.part("training").resolve("measured.csv")).rows().stream().filter(row -> ids.contains(row.text("id")))
                .forEach(row -> seen.add(RowHash.of(row)));
    }

    /// A row read, or why it is not.
    public sealed interface Sifted {
        record Read(TrainingRow row) implements Sifted {}

        /// @param column that is empty, where that is the reason
        /// @param silent whether the row says too little or contradicts itself
        record Left(Optional<String> column, String reason, boolean silent) implements Sifted {}
    }

    /// @throws InputException if a cell holds what cannot be read
    public static Sifted sift(Row row, Catalog catalog) {
        Optional<String> column = NEEDED.stream().filter(c -> row.text(c).isEmpty()).findFirst();
        if (column.isPresent()) {
            return new Sifted.Left(column, "no " + column.get(), true);
        }
        if (!row.has("layers") && !Models.names().contains(row.text("model"))) {
            return new Sifted.Left(Optional.of("layers"), "no layers, and no model of this name", true);
        }
        if (row.has("layers") && !row.has("vocab")) {
            return new Sifted.Left(Optional.of("vocab"), "no vocab", true);
        }
        LayoutCells.size(row, "chips_per_node");
        Optional<String> contradiction = LayoutCells.contradiction(row);
        if (contradiction.isPresent()) {
            return new Sifted.Left(Optional.empty(), contradiction.get(), true);
        }
        Pod pod;
        TrainingSoftware software;
        try {
            pod = TrainingSystems.of(row, catalog);
            software = catalog.trainingSoftware(SoftwareCells.name(row));
        } catch (InputException unlisted) {
            return new Sifted.Left(Optional.empty(), unlisted.getMessage(), false);
        }
        return new Sifted.Read(row(row, pod, software));
    }

    /// The rows that no twin contradicts.
    public static List<TrainingRow> uncontradicted(List<TrainingRow> rows) {
        return rows.stream().filter(row -> !Twins.contradicted(row, rows)).toList();
    }

    private static TrainingRow row(Row row, Pod pod, TrainingSoftware release) {
        Architecture model = TrainingModels.of(row);
        TrainingSoftware software = SoftwareCells.adjust(release, row);
        Schedule schedule = LayoutCells.schedule(row);
        TrainingLayout layout = LayoutCells.layout(row, model, schedule, software);
        int stageLayers = Math.max(1, model.layers().size() / layout.pipeline());
        return new TrainingRow(row.text("id"), row.text("source"), row.text("chip"), pod, software, model, recipe(row),
                layout, schedule, LayoutCells.whole(row, "micro_batch"), LayoutCells.sharding(row, layout),
                RecomputeCells.recompute(row, stageLayers, software), RecomputeCells.offload(row.text("recompute_detail"), stageLayers),
                row.positive("tokens_per_s_per_chip"), convention(row.text("flops_convention")));
    }

    private static Recipe recipe(Row row) {
        double sequence = row.positive("seq_len");
        double batch = row.positive("global_batch") / (row.text("global_batch_unit").equals("tokens") ? sequence : 1);
        Recipe.Phase phase = Recipe.Phase.valueOf(row.text("phase").toUpperCase(Locale.ROOT));
        Precision compute = Precision.of(row.text("precision")).orElseThrow(() -> row.wrong("precision", "a precision"));
        Precision wide = compute == Precision.FP16 ? Precision.FP16 : Precision.BF16;
        return new Recipe(sequence, Math.max(1, batch), phase, new Quantization(compute, compute, wide));
    }

    static Optional<FlopConvention> convention(String written) {
        return switch (written) {
            case "full" -> Optional.of(FlopConvention.FULL_ATTENTION);
            case "causal" -> Optional.of(FlopConvention.CAUSAL_ATTENTION);
            case "none" -> Optional.of(FlopConvention.NO_ATTENTION);
            default -> Optional.empty();
        };
    }
}
