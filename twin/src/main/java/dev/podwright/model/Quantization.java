package dev.podwright.model;

import dev.podwright.units.Precision;

/// The precisions of a deployment.
///
/// @param weights how linear weights are stored
/// @param activations what matrix products compute in (w4a16: INT4 weights, BF16 activations)
/// @param kv how keys and values are cached
public record Quantization(Precision weights, Precision activations, Precision kv) {

    public static final Quantization BF16 = new Quantization(Precision.BF16, Precision.BF16, Precision.BF16);

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
