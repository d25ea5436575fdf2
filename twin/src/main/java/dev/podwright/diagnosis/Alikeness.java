package dev.podwright.diagnosis;

import dev.podwright.profile.Use;
import java.util.List;
import java.util.stream.Collectors;

/// What uses on several ranks, and several uses of one rank, must share to be the same operator.
///
/// @param exchange operation, bytes and ranks of what communicates; empty for others
record Alikeness(Use.Kind kind, String kernel, String operator, List<Use.Tensor> inputs, String core, String exchange) {
    /// More tensors than this do not help to tell shapes apart.
    private static final int SHOWN = 3;
    /// Characters of a kernel beside its operator.
    private static final int LONGEST = 48;

    static Alikeness of(Use use) {
        return new Alikeness(use.kind(), use.kernel(), use.operator(), use.inputs(), use.core(),
                use.exchange().map(e -> "%s %.0f %d %s".formatted(e.operation(), e.bytes(), e.ranks(), e.group())).orElse(""));
    }

    /// Such as `MatMulV2 [64x4096 bfloat16, 4096x1024 bfloat16]`.
    static String words(Use use) {
        String name = use.operator().isEmpty() || use.operator().equals(use.kernel()) ? use.kernel() : use.operator() + " (" + brief(use.kernel()) + ")";
        List<Use.Tensor> shaped = use.inputs().stream().filter(t -> !t.shape().isEmpty()).toList();
        if (shaped.isEmpty()) {
            return name;
        }
        String shapes = shaped.stream().limit(SHOWN).map(Alikeness::tensor).collect(Collectors.joining(", "));
        return "%s [%s%s]".formatted(name, shapes, shaped.size() > SHOWN ? ", ..." : "");
    }

    private static String tensor(Use.Tensor tensor) {
        String shape = tensor.shape().stream().map(String::valueOf).collect(Collectors.joining("x"));
        String format = tensor.format().isEmpty() || tensor.format().equals("ND") ? "" : " " + tensor.format();
        return shape + " " + tensor.type() + format;
    }

    /// Template arguments of kernels fill lines and tell nothing.
    private static String brief(String kernel) {
        int cut = kernel.indexOf('<');
        String plain = (cut > 0 ? kernel.substring(0, cut) : kernel).replaceFirst("^void ", "");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST - 3) + "...";
    }
}
