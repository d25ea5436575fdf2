package dev.podwright.repricing.aten;

import static dev.podwright.repricing.aten.Arguments.length;
import static dev.podwright.repricing.aten.Arguments.rank;

import dev.podwright.model.Operator;
import dev.podwright.profile.Use;
import dev.podwright.repricing.Recognised;
import dev.podwright.units.Precision;
import java.util.List;
import java.util.Optional;

/// Work that passes memory: what is read, what is written, operations per element. Signatures as in
/// pytorch/pytorch:aten/src/ATen/native/native_functions.yaml.
final class Passes {
    /// Bits of the key that one pass of a radix sort looks at (NVIDIA/cccl:cub/cub/device/dispatch/tuning/tuning_radix_sort.cuh: 8-bit digits for large
    /// inputs); every pass reads and writes key and index.
    private static final double RADIX_BITS = 8;
    private static final double BITS = 8;
    private static final double INDEX_BYTES = 8;
    private static final double MASK_BYTES = 1;
    /// Scale, maximum, exponential, sum and division of a score.
    private static final double SOFTMAX_FLOPS = 5;
    /// Mean, squares, difference, product with both weights.
    private static final double NORM_FLOPS = 6;

    private Passes() {}

    static Optional<Recognised> of(String name, Arguments given) {
        List<Use.Tensor> all = given.shaped();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Use.Tensor first = all.getFirst();
        double size = Types.size(first);
        double elements = first.elements();
        return switch (name) {
            case "fill_", "zero_", "uniform_", "normal_", "random_", "bernoulli_", "exponential_" -> stream(given, size, elements);
            case "copy_", "_foreach_copy_" -> stream(given, all.size() == 1 ? 2 * size : sum(all), 0);
            case "clone", "contiguous", "_to_copy", "to", "cumsum", "tril", "triu", "flip", "roll", "repeat" -> stream(given, 2 * size, elements);
            case "cat", "stack", "_cat" -> stream(given, 2 * sum(all), 0);
            case "sum", "mean", "amax", "amin", "max", "min", "argmax", "argmin", "norm", "linalg_vector_norm", "any", "all", "prod", "var", "std", "var_mean", "logsumexp",
                 "count_nonzero", "_foreach_norm", "aminmax", "nonzero", "_local_scalar_dense", "bincount" -> stream(given, sum(all), elements);
            case "_softmax", "_log_softmax", "softmax", "log_softmax", "_safe_softmax" -> stream(given, 2 * size, SOFTMAX_FLOPS * elements);
            case "_softmax_backward_data", "_log_softmax_backward_data" -> stream(given, 3 * size, SOFTMAX_FLOPS * elements);
            case "nll_loss_forward", "nll_loss_nd", "nll_loss" -> stream(given, 2 * rows(first) * INDEX_BYTES, rows(first));
            case "nll_loss_backward" -> stream(given, 2 * rows(first) * INDEX_BYTES, rows(first));
            case "native_layer_norm", "layer_norm", "_fused_rms_norm", "rms_norm", "native_group_norm", "group_norm" -> stream(given, 2 * size, NORM_FLOPS * elements);
            // Gradients of the input and of the weights each read both.
            case "native_layer_norm_backward", "_fused_rms_norm_backward", "native_group_norm_backward" -> stream(given, 5 * size, 2 * NORM_FLOPS * elements);
            // Statistics first, then the result.
            case "native_batch_norm", "cudnn_batch_norm", "_batch_norm_impl_index", "batch_norm" -> stream(given, 3 * size, NORM_FLOPS * elements);
            case "native_batch_norm_backward", "cudnn_batch_norm_backward" -> stream(given, 5 * size, 2 * NORM_FLOPS * elements);
            case "native_dropout", "_fused_dropout" -> stream(given, 2 * size + MASK_BYTES * elements, 2 * elements);
            case "native_dropout_backward" -> stream(given, 2 * size + MASK_BYTES * elements, elements);
            case "topk" -> stream(given, size, elements);
            case "sort", "argsort" -> stream(given, elements * 2 * (Types.bytes(first) + INDEX_BYTES) * Types.bytes(first) * BITS / RADIX_BITS, 0);
            case "embedding" -> all.size() < 2 ? Optional.empty() : rows(given, all.get(1), rowBytes(first));
            case "embedding_dense_backward" -> all.size() < 2 ? Optional.empty() : stream(given, Types.size(all.get(1)) + 2 * size, elements);
            case "index_select" -> all.size() < 2 ? Optional.empty() : rows(given, all.get(1), size / Math.max(1, length(first, 0)));
            case "index" -> all.size() < 2 ? Optional.empty() : index(given, first, all.subList(1, all.size()));
            case "gather" -> all.size() < 2 ? Optional.empty() : rows(given, all.get(1), Types.bytes(first));
            case "scatter_", "scatter", "scatter_add_", "scatter_add" -> all.size() < 2 ? Optional.empty() : rows(given, all.get(1), Types.bytes(first));
            case "index_put_", "_index_put_impl_", "index_add_", "index_copy_" -> all.size() < 2 ? Optional.empty() : stream(given, sum(all.subList(1, all.size())) + Types.size(all.getLast()), 0);
            default -> Optional.empty();
        };
    }

    /// Rows picked by an index: the index read, each row read and written.
    private static Optional<Recognised> rows(Arguments given, Use.Tensor index, double bytes) {
        return stream(given, Types.size(index) + 2 * index.elements() * bytes, 0);
    }

    /// Several indices pick single places, one for each leading dimension; a mask picks at most all.
    private static Optional<Recognised> index(Arguments given, Use.Tensor from, List<Use.Tensor> indices) {
        if (!Types.isIndex(indices.getFirst())) {
            return stream(given, sum(indices) + 2 * Types.size(from), 0);
        }
        double picked = indices.stream().mapToDouble(Use.Tensor::elements).max().orElse(0);
        double row = Types.bytes(from);
        for (int i = Math.min(indices.size(), rank(from)); i < rank(from); i++) {
            row *= length(from, i);
        }
        return stream(given, sum(indices) + 2 * picked * row, 0);
    }

    private static double rows(Use.Tensor tensor) {
        return rank(tensor) > 1 ? tensor.elements() / length(tensor, -1) : tensor.elements();
    }

    private static double rowBytes(Use.Tensor table) {
        return length(table, -1) * Types.bytes(table);
    }

    static double sum(List<Use.Tensor> tensors) {
        return tensors.stream().mapToDouble(Types::size).sum();
    }

    /// @param traffic bytes read and written
    static Optional<Recognised> stream(Arguments given, double traffic, double flops) {
        Precision wide = given.tensors().stream().flatMap(t -> Types.precision(t).stream()).filter(p -> p == Precision.FP32 || p == Precision.BF16 || p == Precision.FP16)
                .findFirst().orElse(Precision.FP32);
        return Optional.of(new Recognised.Computed(List.of(new Operator.Stream(given.use().operator(), traffic, flops, wide))));
    }
}
