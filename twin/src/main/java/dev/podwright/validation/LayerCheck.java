package dev.podwright.validation;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Pod;
import dev.podwright.layout.Recompute;
import dev.podwright.layout.TrainingLayout.ContextKind;
import dev.podwright.model.Architecture;
import dev.podwright.model.Models;
import dev.podwright.model.Quantization;
import dev.podwright.step.Block;
import dev.podwright.step.Pass;
import dev.podwright.step.TrainingBlocks;
import dev.podwright.step.TrainingShape;
import dev.podwright.training.Trainer;
import dev.podwright.training.TrainingJob;
import dev.podwright.units.Precision;
import dev.podwright.workload.Recipe;
import java.nio.file.Path;
import java.util.List;

/// Predicts measured times of single layers: `training/layer.csv`.
public final class LayerCheck {
    private static final double MS = 1e-3;
    /// The rows are of arXiv 2205.05198, table 4.
    private static final String SOFTWARE = "megatron-lm-2022";

    private LayerCheck() {}

    /// @param forward predicted seconds
    /// @param backward predicted seconds, recomputation counted
    public record Outcome(String id, double measuredForward, double measuredBackward, double forward, double backward) {}

    public static List<Outcome> predict(Evidence evidence, Catalog catalog, Calibration calibration) {
        return predict(evidence.part("training").resolve("layer.csv"), catalog, calibration);
    }

    static List<Outcome> predict(Path file, Catalog catalog, Calibration calibration) {
        return Table.read(file).rows().stream().map(row -> predict(row, catalog, calibration)).toList();
    }

    private static Outcome predict(Row row, Catalog catalog, Calibration calibration) {
        Architecture model = Models.named(row.text("model"));
        Precision compute = Precision.of(row.text("precision")).orElseThrow(() -> row.wrong("precision", "a precision"));
        int tensor = LayoutCells.whole(row, "tp");
        int microBatch = LayoutCells.whole(row, "micro_batch");
        Recipe recipe = new Recipe(row.positive("seq_len"), microBatch, Recipe.Phase.PRETRAIN, new Quantization(compute, compute, compute));
        Pod pod = catalog.joined(catalog.pod(row.text("pod")), LayoutCells.whole(row, "chips"));
        TrainingBlocks blocks = new Trainer(TrainingJob.of(model, recipe, pod, catalog.trainingSoftware(SOFTWARE), catalog, calibration)).blocks();
        TrainingShape shape = new TrainingShape(tensor, row.text("sp").equals("yes"), 1, ContextKind.RING, 1, 1, microBatch, false);
        Recompute recompute = switch (row.text("recompute")) {
            case "none" -> Recompute.NONE;
            case "selective" -> Recompute.SELECTIVE;
            case "full" -> Recompute.FULL;
            default -> throw row.wrong("recompute", "none, selective or full");
        };
        Block layer = new Block.Body(model.layers().getFirst());
        double backward = 0;
        for (Pass pass : List.of(Pass.RECOMPUTE, Pass.BACKWARD_INPUT, Pass.BACKWARD_WEIGHT)) {
            backward += blocks.seconds(layer, shape, pass, recompute).seconds();
        }
        return new Outcome(row.text("id"), row.positive("forward_ms") * MS, row.positive("backward_ms") * MS,
                blocks.seconds(layer, shape, Pass.FORWARD, recompute).seconds(), backward);
    }
}
