package dev.podwright.validation.judge;

import dev.podwright.document.InputException;
import dev.podwright.model.Architecture;
import dev.podwright.model.Attention;
import dev.podwright.model.Batch;
import dev.podwright.model.Models;
import dev.podwright.model.Operator;
import dev.podwright.model.Operators;
import dev.podwright.model.Quantization;
import dev.podwright.model.Split;
import dev.podwright.units.Precision;
import dev.podwright.validation.Row;
import java.util.List;
import java.util.Map;

/// The operators behind a published figure, by the name of its operation.
enum PublishedOperators {
    GEMM("m", "n", "k", "dtype"),
    /// Groups of hundreds of rows fill the machine as one product of all rows does.
    GROUPED_GEMM_CONTIGUOUS("m", "n", "k", "groups", "dtype"),
    GROUPED_GEMM_MASKED("m", "n", "k", "groups", "dtype"),
    /// The fastest product that somebody found: a square one of [#SIDE] stands for it.
    GEMM_BEST("dtype"),
    /// Bandwidth of elementwise kernels: [#STREAMED] bytes stand for them.
    ELEMENTWISE,
    ATTENTION_PREFILL("batch", "q_len", "kv_len", "heads", "head_dim", "dtype"),
    ATTENTION_DECODE("batch", "kv_len", "heads", "head_dim", "dtype"),
    MLA_PREFILL("batch", "q_len", "kv_len", "heads", "dtype"),
    MLA_DECODE("batch", "kv_len", "heads", "dtype"),
    SPARSE_MLA_DECODE("batch", "topk", "heads", "dtype"),
    ATTENTION_LAYER_DECODE("model", "batch", "kv_len", "gpus"),
    MHC_PRE("tokens"),
    MHC_POST("tokens");

    private static final double SIDE = 8192;
    private static final double STREAMED = 1e9;
    /// DeepSeek-V3's latent attention.
    private static final double LATENT = 512;
    private static final double ROPE = 64;
    private static final double NOPE = 128;
    private static final double VALUE = 128;
    /// The model whose hyper-connections were published (DeepSeek-V4).
    private static final String STREAMS = "deepseek-v4-pro";
    /// Names of the evidence that differ from the product's.
    private static final Map<String, String> MODELS = Map.of("qwen3-moe-235b", "qwen3-235b-a22b");

    private final List<String> needed;

    PublishedOperators(String... needed) {
        this.needed = List.of(needed);
    }

    List<String> needed() {
        return needed;
    }

    /// @throws InputException if a format or a model is not known
    List<Operator> of(Row row) {
        return switch (this) {
            case GEMM -> List.of(gemm("gemm", row.has("batch") ? row.positive("batch") : 1, row.positive("m"), row.positive("n"), row.positive("k"), row));
            case GROUPED_GEMM_CONTIGUOUS, GROUPED_GEMM_MASKED ->
                    List.of(gemm("grouped gemm", 1, row.positive("groups") * row.positive("m"), row.positive("n"), row.positive("k"), row));
            case GEMM_BEST -> List.of(gemm("gemm", 1, SIDE, SIDE, SIDE, row));
            case ELEMENTWISE -> List.of(new Operator.Stream("elementwise", STREAMED, STREAMED / Precision.BF16.bytes(), Precision.BF16));
            case ATTENTION_PREFILL -> List.of(new Operator.PrefillAttention("prefill", row.positive("batch"), row.positive("q_len"), row.positive("kv_len"),
                    row.positive("heads"), kvHeads(row), row.positive("head_dim"), row.positive("head_dim"), 0, cache(row), compute(row)));
            case ATTENTION_DECODE -> List.of(new Operator.DecodeAttention("decode", row.positive("batch"), queries(row), row.positive("kv_len"),
                    row.positive("heads"), kvHeads(row), row.positive("head_dim"), row.positive("head_dim"), cache(row), compute(row)));
            case MLA_PREFILL -> List.of(new Operator.PrefillAttention("latent prefill", row.positive("batch"), row.positive("q_len"), row.positive("kv_len"),
                    row.positive("heads"), row.positive("heads"), NOPE + ROPE, VALUE, 0, cache(row), compute(row)));
            case MLA_DECODE -> List.of(latent(row, row.positive("kv_len")));
            case SPARSE_MLA_DECODE -> List.of(latent(row, row.positive("topk")));
            case ATTENTION_LAYER_DECODE -> layer(row);
            case MHC_PRE, MHC_POST -> streams(row);
        };
    }

    private static Operator gemm(String name, double count, double m, double n, double k, Row row) {
        Format format = Format.of(row);
        return new Operator.Gemm(name, count, m, n, k, format.weights(), format.compute(), Precision.BF16);
    }

    private static Operator latent(Row row, double context) {
        return new Operator.LatentDecode("latent decode", row.positive("batch"), queries(row), context, row.positive("heads"), LATENT, ROPE, cache(row),
                compute(row));
    }

    /// One attention block of a decode step, the batch divided among the GPUs.
    private static List<Operator> layer(Row row) {
        String name = row.text("model");
        Architecture model = Models.named(MODELS.getOrDefault(name, name));
        Batch batch = Batch.decode(row.positive("batch") / row.positive("gpus"), row.positive("kv_len"));
        return Operators.attention(model, model.layers().getFirst(), batch, Split.NONE, Quantization.BF16);
    }

    /// Mixing of residual streams before or after one half of a layer: half of what stands in front of it.
    private List<Operator> streams(Row row) {
        Architecture model = Models.named(STREAMS);
        List<Operator> all = Operators.attention(model, model.layers().getLast(), Batch.prefill(1, row.positive("tokens")), Split.NONE, Quantization.BF16);
        return all.stream().filter(o -> o.name().contains(".streams.")).map(o -> o instanceof Operator.Stream s ? part(s, model.layers().getLast().streams()) : o)
                .filter(o -> this == MHC_PRE || o instanceof Operator.Stream).toList();
    }

    /// Gathering reads n streams and writes one, the projection reads n; spreading reads n + 1 and writes n.
    private Operator part(Operator.Stream both, double n) {
        double after = (2 * n + 1) / (3 * n + 2);
        double share = this == MHC_POST ? after : 1 - after;
        return new Operator.Stream(both.name(), share * both.traffic(), share * both.arithmetic(), both.compute());
    }

    private static double queries(Row row) {
        return row.has("q_len") ? row.positive("q_len") : 1;
    }

    private static double kvHeads(Row row) {
        return row.positive(row.has("kv_heads") ? "kv_heads" : "heads");
    }

    private static Precision compute(Row row) {
        return Format.of(row.text("dtype")).compute();
    }

    private static Precision cache(Row row) {
        return row.has("kv_dtype") ? Format.of(row.text("kv_dtype")).compute() : compute(row);
    }
}
