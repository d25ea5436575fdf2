package dev.podwright.validation;

import dev.podwright.calibration.Library;
import dev.podwright.document.InputException;
import dev.podwright.model.Operator;
import dev.podwright.units.Precision;
import dev.podwright.units.Unit;
import java.util.Optional;
import java.util.Set;

/// Turns a row of a kernel table into the operator that was timed.
public final class KernelRows {
    /// The tables this reads, by file name.
    static final Set<String> TABLES =
            Set.of("gemm", "mla_bmm", "attention_prefill", "attention_decode", "mla_prefill", "mla_decode", "moe");

    private static final double LATENT = 512;
    private static final double ROPE = 64;
    private static final double NOPE = 128;
    private static final double VALUE = 128;

    private KernelRows() {}

    public static Optional<Sample> sample(String table, Row row) {
        return switch (table) {
            case "gemm" -> Optional.of(gemm(row));
            case "mla_bmm" -> Optional.of(batched(row));
            case "attention_prefill" -> Optional.of(prefill(row));
            case "attention_decode" -> Optional.of(decode(row));
            case "mla_prefill" -> Optional.of(latentPrefill(row));
            case "mla_decode" -> Optional.of(latentDecode(row));
            case "moe" -> Optional.of(experts(row));
            default -> Optional.empty();
        };
    }

    private static Sample gemm(Row row) {
        Formats formats = Formats.of(row);
        double n = row.positive("n");
        double k = row.positive("k");
        Operator operator = new Operator.Gemm("gemm", 1, row.positive("m"), n, k, formats.weights, formats.compute, Precision.BF16);
        String shape = "%.0fx%.0f".formatted(n, k);
        return made(row, operator, shape, shape);
    }

    private static Sample batched(Row row) {
        Formats formats = Formats.of(row);
        boolean pre = row.text("phase").equals("pre");
        double heads = row.positive("heads");
        Operator operator = new Operator.Gemm("bmm", heads, row.positive("tokens"), pre ? LATENT : VALUE, pre ? NOPE : LATENT,
                formats.weights, formats.compute, Precision.BF16);
        String shape = "%s %.0f".formatted(row.text("phase"), heads);
        return made(row, operator, shape, shape);
    }

    private static Sample prefill(Row row) {
        double heads = row.positive("heads");
        double kvHeads = row.positive("kv_heads");
        double dim = row.positive("head_dim");
        Operator operator = new Operator.PrefillAttention("prefill", row.positive("batch"), row.positive("q_len"), row.positive("kv_len"),
                heads, kvHeads, dim, dim, row.number("window"), cache(row), attention(row));
        return made(row, operator, layout(row), row.text("batch"));
    }

    private static Sample decode(Row row) {
        double heads = row.positive("heads");
        double kvHeads = row.positive("kv_heads");
        double dim = row.positive("head_dim");
        double window = row.number("window");
        double context = window > 0 ? Math.min(window, row.positive("kv_len")) : row.positive("kv_len");
        Operator operator = new Operator.DecodeAttention("decode", row.positive("batch"), row.positive("q_len"), context, heads, kvHeads,
                dim, dim, cache(row), attention(row));
        return made(row, operator, layout(row), row.text("batch"));
    }

    private static Sample latentPrefill(Row row) {
        double heads = row.positive("heads");
        Operator operator = new Operator.PrefillAttention("latent prefill", row.positive("batch"), row.positive("q_len"),
                row.positive("kv_len"), heads, heads, NOPE + ROPE, VALUE, 0, cache(row), attention(row));
        return made(row, operator, latentLayout(row), row.text("batch"));
    }

    private static Sample latentDecode(Row row) {
        double heads = row.positive("heads");
        Operator operator = new Operator.LatentDecode("latent decode", row.positive("batch"), row.positive("q_len"),
                row.positive("kv_len"), heads, LATENT, ROPE, cache(row), attention(row));
        return made(row, operator, latentLayout(row), row.text("batch"));
    }

    private static Sample experts(Row row) {
        Formats formats = Formats.of(row);
        RouterDraw draw = RouterDraw.of(row);
        double routed = row.positive("tokens") * row.positive("topk");
        Operator operator = new Operator.Experts("experts", draw.pairs(), routed, draw.active(), row.positive("experts") / row.positive("ep"), row.positive("hidden"),
                row.positive("inter") / row.positive("tp"), row.number("gated") == 1, formats.weights, formats.compute);
        return made(row, operator,
                "%s-%s-%s-%s".formatted(row.text("hidden"), row.text("inter"), row.text("topk"), row.text("experts")),
                row.text("tp") + "-" + row.text("ep"));
    }

    /// The tables whose description says that quantising the input is timed too: TensorRT-LLM's per-tensor fp8 and the
    /// dynamic int8 of vLLM-Ascend (README of the measured kernels).
    private static boolean castsInput(Row row) {
        return switch (row.text("framework")) {
            case "trtllm" -> row.text("source_dtype").equals("fp8");
            case "vllm-ascend" -> row.text("dtype").equals("w8a8");
            default -> false;
        };
    }

    private static Sample made(Row row, Operator operator, String group, String part) {
        return new Sample(operator, Unit.US.toSi(row.positive("latency_us")), group, part, library(row).kernel(), castsInput(row),
                source(row.text("source")));
    }

    /// Whose kernel a row timed. Frameworks run experts with kernels that have little in common, picked by model, format
    /// and size, so theirs go by the kernel's name as well.
    public static Library library(Row row) {
        String version = (row.text("framework") + " " + row.text("framework_version")).strip();
        String kernel = row.has("distribution") && row.has("kernel") ? version + " " + row.text("kernel") : version;
        return new Library(row.text("framework"), row.text("source_dtype"), kernel.strip() + " " + row.text("source_dtype"));
    }

    private static String layout(Row row) {
        return "%s/%s x %s".formatted(row.text("heads"), row.text("kv_heads"), row.text("head_dim"));
    }

    private static String latentLayout(Row row) {
        return "%s heads x %s".formatted(row.text("heads"), row.text("batch"));
    }

    /// Repository and commit, without the file.
    private static String source(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? text : text.substring(0, colon);
    }

    private static Precision cache(Row row) {
        return sixteen(row, "kv_dtype");
    }

    /// What the activations around the attention are kept in; with an FP8 cache some libraries multiply in FP8 all the same
    /// ([dev.podwright.kernel.Formats#limit]).
    private static Precision attention(Row row) {
        return sixteen(row, "dtype");
    }

    /// FP16 and BF16 run on the same units at the same rate on every chip of the catalogue and weigh the same, so both
    /// are calibrated as BF16.
    private static Precision sixteen(Row row, String column) {
        return switch (row.text(column)) {
            case "bf16", "fp16" -> Precision.BF16;
            case "fp8" -> Precision.FP8;
            default -> throw row.wrong(column, "one of bf16, fp16, fp8");
        };
    }

    /// @param weights how the weights are stored
    /// @param compute what the product is computed in
    private record Formats(Precision weights, Precision compute) {

        static Formats of(Row row) {
            boolean mx = row.text("source_dtype").contains("mxfp4");
            return switch (row.text("dtype")) {
                case "bf16", "fp16" -> new Formats(Precision.BF16, Precision.BF16);
                case "fp8" -> new Formats(Precision.FP8, Precision.FP8);
                case "nvfp4" -> new Formats(Precision.NVFP4, Precision.NVFP4);
                case "w8a8" -> new Formats(Precision.INT8, Precision.INT8);
                case "w8a16" -> new Formats(Precision.INT8, Precision.BF16);
                case "w4a16" -> new Formats(mx ? Precision.MXFP4 : Precision.INT4, Precision.BF16);
                case "w4a8" -> new Formats(mx ? Precision.MXFP4 : Precision.INT4, Precision.FP8);
                default -> throw new InputException("%s is not a number format this reads.".formatted(row.text("dtype")),
                        "Known: bf16, fp16, fp8, nvfp4, w8a8, w8a16, w4a16, w4a8.");
            };
        }
    }
}
