package dev.podwright.repricing.aten;

import dev.podwright.knowledge.support.Kernel;
import dev.podwright.profile.Use;
import dev.podwright.repricing.Recognised;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// Tells what a kernel of a CUDA profile computes.
public final class AtenOperators {
    /// Namespaces of operators whose bare names are told apart; others keep theirs.
    private static final List<String> NAMESPACES = List.of("aten::", "_C::", "vllm::", "_moe_C::", "sgl_kernel::", "_C_cache_ops::");
    private static final List<BiFunction<String, Arguments, Optional<Recognised>>> FAMILIES =
            List.of(Products::of, Convolutions::of, Attentions::of, Serving::of, Optimisers::of, Passes::of, Elementwise::of);

    private AtenOperators() {}

    /// @param use a task of kind KERNEL or SET
    /// @param kernel what its kernel's name tells
    public static Recognised recognise(Use use, Kernel kernel) {
        if (!use.operator().isEmpty() && !use.inputs().isEmpty()) {
            String name = bare(use.operator());
            Arguments given = new Arguments(use);
            for (BiFunction<String, Arguments, Optional<Recognised>> family : FAMILIES) {
                Optional<Recognised> found = family.apply(name, given);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        return kernel.nature() == Kernel.Nature.UNKNOWN ? new Recognised.Unknown(why(use) + " The kernel's name is nobody's that is known.")
                : new Recognised.Unshaped(kernel.nature(), why(use));
    }

    static String bare(String operator) {
        return NAMESPACES.stream().filter(operator::startsWith).findFirst().map(n -> operator.substring(n.length())).orElse(operator);
    }

    private static String why(Use use) {
        if (use.graph()) {
            return "It was launched by a graph, which records no shapes.";
        }
        if (use.operator().isEmpty()) {
            return "The profile does not tell which operator launched it.";
        }
        return use.inputs().isEmpty() ? "The shapes of %s were not recorded (record_shapes=True records them).".formatted(use.operator())
                : "What %s does with tensors of these shapes is not known.".formatted(use.operator());
    }
}
