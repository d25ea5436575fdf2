package dev.podwright.diagnosis;

import dev.podwright.profile.Use;
import java.util.List;

/// Sizes of tensors as profilers name their types.
final class Tensors {
    private static final int WORD = 4;

    private Tensors() {}

    static double bytes(List<Use.Tensor> tensors) {
        return tensors.stream().mapToDouble(t -> t.elements() * width(t.type())).sum();
    }

    /// Bytes of an element; 0 for types that nobody knows.
    static int width(String type) {
        return switch (type) {
            case "double", "float64", "int64", "long", "complex64" -> 2 * WORD;
            case "float", "float32", "int32", "int", "uint32" -> WORD;
            case "half", "float16", "bfloat16", "bf16", "c10::half", "c10::bfloat16", "int16", "short" -> WORD / 2;
            case "int8", "uint8", "bool", "char", "byte", "float8_e4m3fn", "float8_e5m2", "hifloat8" -> 1;
            default -> 0;
        };
    }

    static boolean wide(List<Use.Tensor> tensors) {
        return tensors.stream().anyMatch(t -> t.shape().size() >= 2) && tensors.stream().filter(t -> t.shape().size() >= 2).allMatch(t -> t.type().equals("float") || t.type().equals("float32"));
    }
}
