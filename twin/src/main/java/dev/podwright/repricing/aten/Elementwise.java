package dev.podwright.repricing.aten;

import dev.podwright.profile.Use;
import dev.podwright.repricing.Recognised;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Operators that make one element from one of each input: inputs read once, the result, as wide as they are together by the broadcast rule, written once.
final class Elementwise {
    /// Results are truth values of one byte.
    private static final Set<String> COMPARISONS = Set.of("eq", "ne", "lt", "le", "gt", "ge", "isnan", "isinf", "isfinite", "logical_not", "logical_and", "logical_or");
    /// Names of ATen's elementwise kernels (pytorch/pytorch:aten/src/ATen/native/cuda/CUDALoops.cuh).
    private static final String KERNEL = "elementwise_kernel";
    /// Operations of a transcendental function, about; memory is the limit either way.
    private static final double FLOPS = 4;

    private Elementwise() {}

    /// @param name without namespace; anything that an elementwise kernel computes
    static Optional<Recognised> of(String name, Arguments given) {
        List<Use.Tensor> inputs = given.shaped();
        if (inputs.isEmpty() || !given.use().kernel().contains(KERNEL) && !listed(name)) {
            return Optional.empty();
        }
        return broadcast(inputs).flatMap(shape -> {
            double elements = shape.stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
            double width = COMPARISONS.contains(name) ? 1 : inputs.stream().mapToDouble(Types::bytes).max().orElseThrow();
            double result = name.endsWith("_") ? Types.bytes(inputs.getFirst()) : width;
            return Passes.stream(given, Passes.sum(inputs) + elements * result, FLOPS * elements);
        });
    }

    private static boolean listed(String name) {
        String plain = name.endsWith("_") ? name.substring(0, name.length() - 1) : name;
        return COMPARISONS.contains(plain) || LISTED.contains(plain.toLowerCase(Locale.ROOT));
    }

    private static final Set<String> LISTED = Set.of("add", "sub", "rsub", "mul", "div", "neg", "exp", "log", "sqrt", "rsqrt", "pow", "abs", "sin", "cos", "tanh", "tanh_backward",
            "sigmoid", "sigmoid_backward", "silu", "silu_backward", "gelu", "gelu_backward", "relu", "threshold_backward", "leaky_relu", "mish", "softplus", "hardswish", "where",
            "masked_fill", "clamp", "clamp_min", "clamp_max", "maximum", "minimum", "reciprocal", "lerp", "addcmul", "addcdiv", "bitwise_and", "bitwise_or", "bitwise_not", "erf",
            "floor", "round", "sign", "remainder", "fmod", "glu");

    /// The common shape: trailing dimensions equal, or one of them 1. Empty if they do not fit together.
    static Optional<List<Long>> broadcast(List<Use.Tensor> inputs) {
        int rank = inputs.stream().mapToInt(t -> t.shape().size()).max().orElse(0);
        List<Long> shape = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            shape.add(1L);
        }
        for (Use.Tensor tensor : inputs) {
            int offset = rank - tensor.shape().size();
            for (int i = 0; i < tensor.shape().size(); i++) {
                long here = tensor.shape().get(i);
                long known = shape.get(offset + i);
                if (here != known && here != 1 && known != 1) {
                    return Optional.empty();
                }
                shape.set(offset + i, known == 1 ? here : known);
            }
        }
        return Optional.of(shape);
    }
}
