package dev.podwright.repricing.aten;

import dev.podwright.profile.Use;
import dev.podwright.repricing.Recognised;
import java.util.List;
import java.util.Optional;

/// Operators on lists of tensors: fused optimiser steps and the `_foreach_` family. All lists hold the same shapes one after another.
final class Optimisers {
    /// Kingma and Ba 2014, arXiv 1412.6980: two moments, their corrections, the root, the quotient, decay.
    private static final double ADAM_FLOPS = 14;
    private static final double SGD_FLOPS = 4;
    private static final String FOREACH = "_foreach_";

    private Optimisers() {}

    static Optional<Recognised> of(String name, Arguments given) {
        List<Use.Tensor> tensors = given.shaped();
        if (tensors.isEmpty()) {
            return Optional.empty();
        }
        return switch (name) {
            // Parameters, gradients and two moments read; all but the gradients written.
            case "_fused_adamw_", "_fused_adam_" -> step(given, tensors, 4, 3, ADAM_FLOPS);
            case "_fused_sgd_" -> periods(tensors, 3) ? step(given, tensors, 3, 2, SGD_FLOPS) : step(given, tensors, 2, 1, SGD_FLOPS);
            case "_fused_adagrad_" -> step(given, tensors, 3, 2, SGD_FLOPS);
            // Gradients scaled in place.
            case "_amp_foreach_non_finite_check_and_unscale_" -> step(given, tensors, 1, 1, 1);
            case "_foreach_norm" -> step(given, tensors, 1, 0, 2);
            default -> name.startsWith(FOREACH) ? foreach(name, given, tensors) : Optional.empty();
        };
    }

    private static Optional<Recognised> foreach(String name, Arguments given, List<Use.Tensor> tensors) {
        String plain = name.substring(FOREACH.length());
        if (plain.equals("zero_") || plain.equals("fill_")) {
            return Passes.stream(given, Passes.sum(tensors), 0);
        }
        if (plain.equals("copy_")) {
            return Passes.stream(given, Passes.sum(tensors), 0);
        }
        int lists = plain.startsWith("addc") && periods(tensors, 3) ? 3 : periods(tensors, 2) && !plain.matches("(neg|sqrt|rsqrt|abs|exp|log|reciprocal|sign|erf)_?") ? 2 : 1;
        return step(given, tensors, lists, 1, lists);
    }

    /// @param lists how many lists are read
    /// @param written how many of them, or of their like, are written
    private static Optional<Recognised> step(Arguments given, List<Use.Tensor> tensors, int lists, int written, double flops) {
        double read = Passes.sum(tensors);
        double elements = tensors.stream().mapToDouble(Use.Tensor::elements).sum() / lists;
        return Passes.stream(given, read * (1 + (double) written / lists), flops * elements);
    }

    /// Whether the shapes are one list, `times` times over.
    private static boolean periods(List<Use.Tensor> tensors, int times) {
        int each = tensors.size() / times;
        if (each == 0 || each * times != tensors.size()) {
            return false;
        }
        for (int i = each; i < tensors.size(); i++) {
            if (!tensors.get(i).shape().equals(tensors.get(i - each).shape())) {
                return false;
            }
        }
        return true;
    }
}
