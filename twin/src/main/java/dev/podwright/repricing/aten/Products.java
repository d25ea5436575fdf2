package dev.podwright.repricing.aten;

import static dev.podwright.repricing.aten.Arguments.length;
import static dev.podwright.repricing.aten.Arguments.rank;

import dev.podwright.knowledge.support.Kernel;
import dev.podwright.model.Operator;
import dev.podwright.profile.Use;
import dev.podwright.repricing.Recognised;
import dev.podwright.units.Precision;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Matrix products: (m x k)(k x n), as the signatures of pytorch/pytorch:aten/src/ATen/native/native_functions.yaml order them.
final class Products {
    private Products() {}

    static Optional<Recognised> of(String name, Arguments given) {
        List<Use.Tensor> tensors = given.tensors();
        int count = tensors.size();
        return switch (name) {
            case "mm", "_int_mm", "_scaled_mm", "scaled_mm", "dot", "mv", "bmm", "matmul" -> count < 2 ? Optional.empty() : pair(given, tensors.get(0), tensors.get(1));
            case "addmm", "addmm_", "_addmm_activation", "baddbmm", "baddbmm_", "addmv" -> count < 3 ? Optional.empty() : pair(given, tensors.get(1), tensors.get(2));
            case "linear" -> count < 2 ? Optional.empty() : linear(given, tensors.get(0), tensors.get(1));
            // vllm-project/vllm:csrc/torch_bindings.cpp: result first.
            case "cutlass_scaled_mm", "cutlass_scaled_mm_azp" -> count < 3 ? Optional.empty() : pair(given, tensors.get(1), tensors.get(2));
            default -> Optional.empty();
        };
    }

    private static Optional<Recognised> linear(Arguments given, Use.Tensor input, Use.Tensor weight) {
        if (rank(input) < 1 || rank(weight) != 2) {
            return Optional.empty();
        }
        double k = length(input, -1);
        return k == length(weight, 1) ? product(given, 1, input.elements() / k, length(weight, 0), k, input, weight) : Optional.empty();
    }

    private static Optional<Recognised> pair(Arguments given, Use.Tensor left, Use.Tensor right) {
        if (rank(left) == 0 || rank(right) == 0) {
            return Optional.empty();
        }
        double k = length(left, -1);
        if (rank(right) == 1) {
            // A vector on the right: the matrix is what is read, so it stands where weights do.
            return k == length(right, 0) ? product(given, 1, 1, left.elements() / k, k, right, left) : Optional.empty();
        }
        if (k != length(right, -2)) {
            return Optional.empty();
        }
        double n = length(right, -1);
        double right2d = k * n;
        double rightMatrices = right.elements() / right2d;
        if (rightMatrices == 1) {
            return product(given, 1, left.elements() / k, n, k, left, right);
        }
        double m = rank(left) > 1 ? length(left, -2) : 1;
        double matrices = Math.max(rightMatrices, left.elements() / (m * k));
        return product(given, matrices, m, n, k, left, right);
    }

    /// Kernels that round 32-bit numbers to TF32 have it in their name (cuBLAS: `...tf32...`, CUTLASS: `...s1688gemm...`).
    private static Precision compute(Arguments given, Precision left, Precision right) {
        if (left == Precision.FP32 && right == Precision.FP32) {
            String kernel = given.use().kernel().toLowerCase(Locale.ROOT);
            return kernel.contains("tf32") || kernel.contains("s1688") ? Precision.TF32 : Precision.FP32;
        }
        return left;
    }

    static Optional<Recognised> product(Arguments given, double count, double m, double n, double k, Use.Tensor left, Use.Tensor right) {
        Optional<Precision> a = Types.precision(left);
        Optional<Precision> b = Types.precision(right);
        if (a.isEmpty() || b.isEmpty()) {
            return Optional.of(new Recognised.Unshaped(Kernel.Nature.PRODUCT, "Products of %s by %s have no price.".formatted(left.type(), right.type())));
        }
        if (!(count * m * n * k > 0)) {
            return Optional.empty();
        }
        Precision compute = compute(given, a.get(), b.get());
        Precision output = switch (compute) {
            case FP8, INT8, INT4, MXFP4, NVFP4 -> Precision.BF16;
            case FP32, TF32, BF16, FP16 -> compute;
        };
        return Optional.of(new Recognised.Computed(List.of(new Operator.Gemm(given.use().operator(), count, m, n, k, b.get() == Precision.FP32 ? compute : b.get(), compute, output))));
    }
}
