package dev.podwright.validation.judge;

import dev.podwright.document.InputException;
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
import dev.podwright.validation.Row;
import java.util.List;

/// The operators of a whole attention block: projections, rotary embedding, selection of tokens where the model has it, and attention.
final class Modules {
    /// Endings of a model's name that say how a checkpoint is quantised and nothing of its shape.
    private static final String QUANTISED = "-(nvfp4|fp8|fp4|w4a8|w8a8)$";

    private Modules() {}

    /// @throws InputException if the model or a format is not known
    static List<Operator> of(Row row) {
        Architecture model = Models.named(row.text("model").replaceFirst(QUANTISED, ""));
        if (!(model.layers().getLast().attention() instanceof Attention.Latent latent)) {
            throw new InputException("the attention of %s is not latent".formatted(model.id()), "");
        }
        Layer layer = new Layer(withHeads(latent, (int) row.positive("heads")), model.layers().getLast().feedForward());
        Format linear = Format.of(row.text("gemm_dtype"));
        Precision cache = Format.of(row.text("kv_dtype")).compute();
        return Operators.attention(model, layer, batch(row), Split.NONE, new Quantization(linear.weights(), linear.compute(), cache));
    }

    private static Batch batch(Row row) {
        double sequences = row.positive("batch");
        return switch (row.text("phase")) {
            case "prefill" -> new Batch(sequences, row.positive("q_len"), row.positive("kv_len"), 0, 0, 1);
            case "decode" -> new Batch(0, 0, 0, sequences, row.positive("kv_len"), (int) row.positive("q_len"));
            default -> throw new InputException("the phase %s is neither prefill nor decode".formatted(row.text("phase")), "");
        };
    }

    /// The heads of one rank.
    private static Attention.Latent withHeads(Attention.Latent l, int heads) {
        return new Attention.Latent(heads, l.queryRank(), l.latent(), l.nope(), l.rope(), l.value(), l.indexer(), l.gatedOutput());
    }
}
