package dev.podwright.validation.serving;

import dev.podwright.model.Quantization;
import dev.podwright.units.Precision;
import dev.podwright.validation.Row;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which model runs where, by which engine, in what precisions: what rows of all modes say alike.
///
/// @param pod nearest pod of the catalogue; empty = none named
/// @param engine serving engine, its spellings made one
/// @param version of the engine; empty = not known
public record RowSite(String chip, String pod, String model, String engine, String version, Quantization quantization) {
    private static final List<String> ENGINES = List.of("vllm-ascend", "tensorrt-llm", "trtllm", "sglang", "mindie", "vllm");

    /// @throws dev.podwright.document.InputException if a cell holds what cannot be read
    public static RowSite of(Row row) {
        String engine = engine(row.text("engine"));
        return new RowSite(row.text("chip"), row.text("pod"), row.text("model"), engine, row.text("engine_version"), precision(row, engine));
    }

    private static String engine(String written) {
        String name = written.toLowerCase(Locale.ROOT);
        return ENGINES.stream().filter(name::startsWith).findFirst().map(n -> n.equals("trtllm") ? "tensorrt-llm" : n).orElse(name);
    }

    /// 4-bit weights without a 4-bit activation type compute in 16 bits; gpt-oss quantises its experts alone.
    private static Quantization precision(Row row, String engine) {
        String written = row.text("weights_dtype");
        boolean expertsOnly = row.text("model").startsWith("gpt-oss");
        Precision weights = written.equals("w4a16") ? (expertsOnly ? Precision.MXFP4 : Precision.INT4) : named(row, "weights_dtype");
        boolean sixteen = weights == Precision.MXFP4 || weights == Precision.INT4;
        boolean blackwell = row.text("chip").startsWith("b") || row.text("chip").startsWith("gb");
        // Blackwell multiplies MXFP4 weights by 8-bit activations in both engines (VLLM_USE_FLASHINFER_MOE_MXFP4_MXFP8; TensorRT-LLM's W4A8_MXFP4_MXFP8).
        Precision compute = blackwell && weights == Precision.MXFP4 ? Precision.FP8 : row.has("activation_dtype") && !sixteen ? named(row, "activation_dtype") : sixteen ? Precision.BF16 : weights;
        Precision cache = row.has("kv_dtype") ? named(row, "kv_dtype")
                : Launch.cache(Harness.of(row.text("source"), row.text("engine_version")), engine, row.text("model"), row.text("chip"), weights).orElse(Precision.BF16);
        return new Quantization(weights, compute, cache, expertsOnly ? Optional.of(Precision.BF16) : Optional.empty());
    }

    private static Precision named(Row row, String column) {
        String label = row.text(column);
        return Precision.of(label.equals("w8a8") ? "int8" : label).orElseThrow(() -> row.wrong(column, "a precision"));
    }
}
