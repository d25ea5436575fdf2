package dev.podwright.model;

import dev.podwright.units.Precision;
import java.util.Optional;

/// The precisions of a deployment.
///
/// @param weights how linear weights are stored
/// @param activations what matrix products compute in (w4a16: INT4 weights, BF16 activations)
/// @param kv how keys and values are cached
/// @param outside how linear weights outside the routed experts are stored and computed, where a checkpoint quantises
///                the experts alone (gpt-oss, Kimi-K2-Thinking)
public record Quantization(Precision weights, Precision activations, Precision kv, Optional<Precision> outside) {

    public static final Quantization BF16 = new Quantization(Precision.BF16, Precision.BF16, Precision.BF16);

    public Quantization(Precision weights, Precision activations, Precision kv) {
        this(weights, activations, kv, Optional.empty());
    }

    /// The precision of what is never quantised: norms, router, embeddings, head, elementwise work.
    public Precision wide() {
        return switch (activations) {
            case FP32, TF32 -> Precision.FP32;
            case FP16 -> Precision.FP16;
            case BF16, FP8, INT8, INT4, MXFP4, NVFP4 -> Precision.BF16;
        };
    }

    /// How linear weights outside the routed experts are stored.
    public Precision denseWeights() {
        return outside.orElse(weights);
    }

    /// What matrix products outside the routed experts compute in.
    public Precision denseActivations() {
        return outside.orElse(activations);
    }

    /// Such as `fp8`, `w8a8`, `w4a16`, with `kv …` added where it differs from 16 bits.
    public String label() {
        String linear = weights == activations
                ? (weights == Precision.INT8 ? "w8a8" : weights.label())
                : switch (weights) {
                    case INT4 -> "w4a" + Math.round(activations.bytes() * 8);
                    case INT8 -> "w8a" + Math.round(activations.bytes() * 8);
                    default -> weights.label() + "/" + activations.label();
                };
        return kv == Precision.BF16 || kv == Precision.FP16 ? linear : linear + " kv " + kv.label();
    }
}
