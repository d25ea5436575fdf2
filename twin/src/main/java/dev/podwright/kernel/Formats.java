package dev.podwright.kernel;

import dev.podwright.model.Operator;
import dev.podwright.units.Precision;

/// The number format an operator reads its bulk in: weights, or cached keys and values.
public final class Formats {
    private Formats() {}

    public static Precision storage(Operator operator) {
        return switch (operator) {
            case Operator.Gemm gemm -> gemm.weights();
            case Operator.Experts experts -> experts.weights();
            case Operator.PrefillAttention prefill -> prefill.kv();
            case Operator.DecodeAttention decode -> decode.kv();
            case Operator.LatentDecode decode -> decode.kv();
            case Operator.Cast cast -> cast.compute();
            case Operator.Stream stream -> stream.compute();
        };
    }
}
