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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Reads `training/measured.csv`. Rows are left out for what they say of themselves, never for their error.
public final class TrainingRows {
    /// Without these nothing can be laid out or compared.
    private static final List<String> NEEDED = List.of("tokens_per_s_per_chip", "software", "pod", "chip", "chips", "model", "seq_len", "global_batch",
            "micro_batch", "tp", "pp", "dp", "precision");

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
            Optional<String> reason = insufficient(row);
            if (reason.isPresent()) {
                left.put(row.text("id"), new Left(reason.get(), true));
                continue;
            }
            Pod pod;
            TrainingSoftware software;
            try {
                pod = TrainingSystems.of(row, catalog);
                software = catalog.trainingSoftware(SoftwareCells.name(row));
            } catch (InputException unlisted) {
                left.put(row.text("id"), new Left(unlisted.getMessage(), false));
                continue;
            }
            rows.add(row(row, pod, software));
        }
        List<TrainingRow> kept = rows.stream().filter(row -> !Twins.contradicted(row, rows)).toList();
        rows.stream().filter(row -> !kept.contains(row)).forEach(row -> left.put(row.id(), new Left(
                "contradicted by a twin: the same setup ran more than %.1f times as fast in another release".formatted(Twins.APART), false)));
        return new Reading(kept, left);
    }

    private static Optional<String> insufficient(Row row) {
        for (String column : NEEDED) {
            if (row.text(column).isEmpty()) {
                return Optional.of("no " + column);
            }
        }
        if (!row.has("layers") && !Models.names().contains(row.text("model"))) {
            return Optional.of("no layers, and no model of this name");
        }
        if (row.has("layers") && !row.has("vocab")) {
            return Optional.of("no vocab");
        }
        LayoutCells.size(row, "chips_per_node");
        return LayoutCells.contradiction(row);
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
