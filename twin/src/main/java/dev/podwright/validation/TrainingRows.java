package dev.podwright.validation;

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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
    /// @param skipped rows that say too little, or cannot be laid out, by reason
    public record Reading(List<TrainingRow> rows, Map<String, Integer> skipped) {

        public Reading {
            rows = List.copyOf(rows);
        }
    }

    /// @throws InputException if the table cannot be read, lacks a column, or holds a text where a number belongs
    public static Reading read(Evidence evidence, Catalog catalog) {
        return read(evidence.part("training").resolve("measured.csv"), catalog);
    }

    static Reading read(Path file, Catalog catalog) {
        List<TrainingRow> rows = new ArrayList<>();
        Map<String, Integer> skipped = new TreeMap<>();
        for (Row row : Table.read(file).rows()) {
            switch (sift(row, catalog)) {
                case Sifted.Read read -> rows.add(read.row());
                case Sifted.Left left -> skipped.merge(left.reason(), 1, Integer::sum);
            }
        }
        List<TrainingRow> kept = uncontradicted(rows);
        if (kept.size() < rows.size()) {
            skipped.put(CONTRADICTED, rows.size() - kept.size());
        }
        return new Reading(kept, skipped);
    }

    /// A row read, or why it is not.
    public sealed interface Sifted {
        record Read(TrainingRow row) implements Sifted {}

        /// @param column that is empty, where that is the reason
        record Left(Optional<String> column, String reason) implements Sifted {}
    }

    /// @throws InputException if a cell holds what cannot be read
    public static Sifted sift(Row row, Catalog catalog) {
        Optional<String> column = NEEDED.stream().filter(c -> row.text(c).isEmpty()).findFirst();
        if (column.isPresent()) {
            return new Sifted.Left(column, "no " + column.get());
        }
        if (!row.has("layers") && !Models.names().contains(row.text("model"))) {
            return new Sifted.Left(Optional.of("layers"), "no layers, and no model of this name");
        }
        if (row.has("layers") && !row.has("vocab")) {
            return new Sifted.Left(Optional.of("vocab"), "no vocab");
        }
        LayoutCells.size(row, "chips_per_node");
        Optional<String> contradiction = LayoutCells.contradiction(row);
        if (contradiction.isPresent()) {
            return new Sifted.Left(Optional.empty(), contradiction.get());
        }
        Pod pod;
        TrainingSoftware software;
        try {
            pod = TrainingSystems.of(row, catalog);
            software = catalog.trainingSoftware(row.text("software"));
        } catch (InputException unlisted) {
            return new Sifted.Left(Optional.empty(), unlisted.getMessage());
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
