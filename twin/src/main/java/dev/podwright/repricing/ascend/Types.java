package dev.podwright.repricing.ascend;

import dev.podwright.profile.Use;
import dev.podwright.units.Precision;
import java.util.List;
import java.util.Optional;

/// Types of elements in a profile's words.
final class Types {
    private static final double BITS_PER_BYTE = 8;

    private Types() {}

    /// What the twin computes in; none for types in which it computes nothing, such as indices.
    static Optional<Precision> precision(String type) {
        return Optional.ofNullable(switch (type) {
            case "bfloat16" -> Precision.BF16;
            case "half" -> Precision.FP16;
            case "float" -> Precision.FP32;
            case "int8" -> Precision.INT8;
            case "int4" -> Precision.INT4;
            // HiF8 has eight bits and the rate of FP8 on the chips that have it.
            case "float8_e4m3fn", "float8_e5m2", "hifloat8" -> Precision.FP8;
            case "float4_e2m1", "float4_e1m2" -> Precision.MXFP4;
            default -> null;
        });
    }

    /// Bytes of a tensor; 0 of one that was left out.
    static double bytes(Use.Tensor tensor) {
        return tensor.elements() * bits(tensor.type()) / BITS_PER_BYTE;
    }

    static double bytes(List<Use.Tensor> tensors) {
        return tensors.stream().mapToDouble(Types::bytes).sum();
    }

    /// Bits of an element; 0 for the empty type of a tensor that was left out, 16 for a word not known here.
    private static double bits(String type) {
        return switch (type) {
            case "" -> 0;
            case "int4", "uint4", "float4_e2m1", "float4_e1m2" -> 4;
            case "bool", "int8", "uint8", "float8_e4m3fn", "float8_e5m2", "float8_e8m0", "hifloat8" -> 8;
            case "float", "int32", "uint32", "qint32" -> 32;
            case "double", "int64", "uint64", "complex64" -> 64;
            case "complex128" -> 128;
            default -> 16;
        };
    }
}
