package dev.podwright.repricing.aten;

import dev.podwright.profile.Use;
import dev.podwright.units.Precision;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Number formats in PyTorch's words, as profiles print them (pytorch/pytorch:c10/core/ScalarType.h).
final class Types {
    /// Indices, counters, masks: read and written, never multiplied.
    private static final Map<String, Double> OTHERS = Map.ofEntries(Map.entry("double", 8.0), Map.entry("float64", 8.0), Map.entry("long", 8.0), Map.entry("long int", 8.0),
            Map.entry("int64", 8.0), Map.entry("int64_t", 8.0), Map.entry("int", 4.0), Map.entry("int32", 4.0), Map.entry("uint32", 4.0), Map.entry("short", 2.0),
            Map.entry("short int", 2.0), Map.entry("int16", 2.0), Map.entry("bool", 1.0), Map.entry("complexfloat", 8.0), Map.entry("c10::complex<float>", 8.0),
            Map.entry("complexdouble", 16.0), Map.entry("c10::complex<double>", 16.0));
    private static final Map<String, Precision> FORMATS = Map.ofEntries(Map.entry("float", Precision.FP32), Map.entry("float32", Precision.FP32),
            Map.entry("bfloat16", Precision.BF16), Map.entry("half", Precision.FP16), Map.entry("float16", Precision.FP16), Map.entry("signed char", Precision.INT8),
            Map.entry("char", Precision.INT8), Map.entry("int8", Precision.INT8), Map.entry("unsigned char", Precision.INT8), Map.entry("byte", Precision.INT8),
            Map.entry("uint8", Precision.INT8));
    private static final String FP8 = "float8";

    private Types() {}

    /// The format, if products are computed in it.
    static Optional<Precision> precision(Use.Tensor tensor) {
        String type = plain(tensor.type());
        return type.startsWith(FP8) ? Optional.of(Precision.FP8) : Optional.ofNullable(FORMATS.get(type));
    }

    /// Bytes of one element; as many as of a 32-bit number where the profile does not tell the type (lists of tensors).
    static double bytes(Use.Tensor tensor) {
        return precision(tensor).map(Precision::bytes).orElseGet(() -> OTHERS.getOrDefault(plain(tensor.type()), Precision.FP32.bytes()));
    }

    /// Whether indices are of this type.
    static boolean isIndex(Use.Tensor tensor) {
        String type = plain(tensor.type());
        return type.startsWith("long") || type.startsWith("int") && !type.equals("int8");
    }

    /// Bytes of the whole tensor.
    static double size(Use.Tensor tensor) {
        return tensor.elements() * bytes(tensor);
    }

    private static String plain(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        return lower.startsWith("c10::") && !lower.startsWith("c10::complex") ? lower.substring("c10::".length()) : lower;
    }
}
