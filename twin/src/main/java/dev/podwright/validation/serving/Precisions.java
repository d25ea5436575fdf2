package dev.podwright.validation.serving;

import dev.podwright.model.Quantization;
import dev.podwright.units.Precision;
import dev.podwright.validation.Row;
import java.util.Map;
import java.util.Optional;

/// The number formats of a measured row, as serving tables write them.
final class Precisions {
    /// Other spellings. HiFloat8 takes the bits and, on chips that have it, the speed of FP8; MXFP8 adds a scale of 3 %.
    private static final Map<String, Precision> SPELLINGS = Map.of("w8a8", Precision.INT8, "mxfp8", Precision.FP8, "hif8", Precision.FP8);

    private Precisions() {}

    /// 4-bit weights without a 4-bit activation type compute in 16 bits. A pair such as `mxfp8-mxfp4` names what is outside the routed experts
    /// first and the experts last; gpt-oss quantises its experts alone.
    ///
    /// @throws dev.podwright.document.InputException if a cell names no format
    static Quantization of(Row row, Engine engine) {
        String weights = row.text("weights_dtype");
        Precision cache = cache(row, engine, weights);
        if (weights.contains("-")) {
            Precision outside = named(row, "weights_dtype", weights.substring(0, weights.indexOf('-')));
            return new Quantization(named(row, "weights_dtype", weights.substring(weights.lastIndexOf('-') + 1)), outside, cache, Optional.of(outside));
        }
        if (weights.equals("w4a8")) {
            return new Quantization(Precision.INT4, Precision.INT8, cache);
        }
        boolean expertsOnly = row.text("model").startsWith("gpt-oss");
        Precision stored = weights.equals("w4a16") ? (expertsOnly ? Precision.MXFP4 : Precision.INT4) : named(row, "weights_dtype", weights);
        boolean sixteen = stored == Precision.MXFP4 || stored == Precision.INT4;
        Precision compute = sixteen ? Precision.BF16 : row.has("activation_dtype") ? named(row, "activation_dtype", first(row.text("activation_dtype"))) : stored;
        return new Quantization(stored, compute, cache, expertsOnly ? Optional.of(Precision.BF16) : Optional.empty());
    }

    /// As the harness launches its engine; TensorRT-LLM caches in fp8 with fp8 and nvfp4 checkpoints, as the description of the tables says; else the
    /// cache has the type of activations.
    private static Precision cache(Row row, Engine engine, String weights) {
        if (row.has("kv_dtype")) {
            return named(row, "kv_dtype", row.text("kv_dtype"));
        }
        boolean wide = weights.equals("bf16") || weights.equals("fp16");
        // InferenceX's scripts ask for an fp8 cache except on Hopper with SGLang and with gpt-oss (SemiAnalysisAI/InferenceX: benchmarks/).
        boolean hopper = Chips.family(row.text("chip")).equals("hopper");
        boolean asked = Harness.of(row.text("source")) == Harness.INFERENCEX && !(hopper && (engine == Engine.SGLANG || row.text("model").startsWith("gpt-oss")));
        boolean usual = engine == Engine.TENSORRT_LLM && (weights.equals("fp8") || weights.equals("nvfp4"));
        boolean narrow = !wide && (asked || usual);
        return narrow ? Precision.FP8 : weights.equals("fp16") ? Precision.FP16 : Precision.BF16;
    }

    private static String first(String written) {
        return written.contains(";") ? written.substring(0, written.indexOf(';')) : written;
    }

    private static Precision named(Row row, String column, String label) {
        return Optional.ofNullable(SPELLINGS.get(label)).or(() -> Precision.of(label)).orElseThrow(() -> row.wrong(column, "a precision"));
    }
}
