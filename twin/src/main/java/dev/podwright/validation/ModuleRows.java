package dev.podwright.validation;

import dev.podwright.calibration.Library;
import dev.podwright.calibration.ModuleFit;
import dev.podwright.document.InputException;
import dev.podwright.kernel.Modules;
import dev.podwright.model.Architecture;
import dev.podwright.model.Attention;
import dev.podwright.model.Batch;
import dev.podwright.model.Layer;
import dev.podwright.model.Models;
import dev.podwright.model.Operator;
import dev.podwright.model.Operators;
import dev.podwright.model.Quantization;
import dev.podwright.model.Split;
import dev.podwright.units.Precision;
import java.util.List;
import java.util.Set;

/// Turns a row of a table of whole attention blocks into the operators of the block and the shape that its fit looks at.
public final class ModuleRows {
    /// The tables this reads, by file name.
    public static final Set<String> TABLES = Set.of("mla_module", "dsa_module");
    /// Endings of a model's name that say how a checkpoint is quantised and nothing of its shape.
    private static final String QUANTISED = "-(nvfp4|fp8|fp4|w4a8|w8a8)$";

    private ModuleRows() {}

    /// The operators of the block on one rank, in the order they run.
    ///
    /// @throws InputException if the model or a format is not known
    public static List<Operator> operators(Row row) {
        Architecture model = Models.named(row.text("model").replaceFirst(QUANTISED, ""));
        Layer layer = model.layers().getLast();
        if (!(layer.attention() instanceof Attention.Latent l)) {
            throw new InputException("The attention of %s is not latent.".formatted(model.id()), "");
        }
        Attention.Latent own = new Attention.Latent((int) row.positive("heads"), l.queryRank(), l.latent(), l.nope(), l.rope(), l.value(), l.indexer(),
                l.gatedOutput());
        return Operators.attention(model, new Layer(own, layer.feedForward()), batch(row), Split.NONE,
                new Quantization(format(row, "gemm_dtype"), format(row, "gemm_dtype"), format(row, "kv_dtype")));
    }

    /// The shape that the fit of the block looks at.
    public static Modules.Shape shape(Row row) {
        return new Modules.Shape(row.positive("batch") * row.positive("q_len"), row.positive("kv_len"), row.positive("heads"));
    }

    /// Which fit predicts the row: `mla_module.prefill`, say, and framework with version.
    public static ModuleFit.Subject subject(String table, String chip, Row row) {
        return new ModuleFit.Subject(chip, table + "." + row.text("phase"), (row.text("framework") + " " + row.text("framework_version")).strip());
    }

    private static Batch batch(Row row) {
        double sequences = row.positive("batch");
        return switch (row.text("phase")) {
            case "prefill" -> new Batch(sequences, row.positive("q_len"), row.positive("kv_len"), 0, 0, 1);
            case "decode" -> new Batch(0, 0, 0, sequences, row.positive("kv_len"), (int) row.positive("q_len"));
            default -> throw row.wrong("phase", "prefill or decode");
        };
    }

    private static Precision format(Row row, String column) {
        return switch (row.text(column)) {
            case "bf16", "fp16" -> Precision.BF16;
            case "fp8" -> Precision.FP8;
            case "nvfp4" -> Precision.NVFP4;
            default -> throw row.wrong(column, "one of bf16, fp16, fp8, nvfp4");
        };
    }

    /// The group that is held out together: all rows of one (heads, batch).
    static String group(Row row) {
        return row.text("heads") + "x" + row.text("batch");
    }

    /// Whose kernels ran the operators.
    public static Library library(Row row) {
        return new Library(row.text("framework"), row.text("source_dtype"));
    }
}
