package dev.podwright.validation.serving;

import dev.podwright.calibration.Library;
import dev.podwright.units.Precision;
import java.util.Map;
import java.util.Optional;

/// Whose measured kernels stand for those of an engine.
final class EngineLibrary {
    private static final Map<String, String> FRAMEWORKS = Map.of("vllm", "vllm", "sglang", "sglang", "vllm-ascend", "vllm-ascend");

    private EngineLibrary() {}

    /// Empty where the product's own choice, the fastest, fits better: TensorRT-LLM fuses quantisation in serving and not in its table of matrix
    /// products.
    static Optional<Library> of(RowSite site) {
        return Optional.ofNullable(FRAMEWORKS.get(site.engine())).map(framework -> new Library(framework, format(site)));
    }

    /// FP8 checkpoints of Llama are scaled by tensor, those of DeepSeek, Qwen and MiniMax by blocks of 128 x 128 (their `weight_block_size`).
    private static String format(RowSite site) {
        Precision weights = site.quantization().weights();
        return switch (weights) {
            case FP8 -> site.model().startsWith("llama") ? "fp8" : "fp8_block";
            case BF16, FP16, FP32, TF32 -> "bfloat16";
            case MXFP4 -> "w4a16_mxfp4";
            case NVFP4, INT8, INT4 -> weights.label();
        };
    }
}
