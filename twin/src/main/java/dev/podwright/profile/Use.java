package dev.podwright.profile;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Device tasks that are alike: same kernel, same launching operator, same shapes.
///
/// @param kernel name of the kernel as the profiler has it; on Ascend the operator's type (`MatMulV2`)
/// @param operator innermost framework operator that launched it (`aten::mm`); empty where unknown (a CUDA graph, a profile without host events)
/// @param parents operators around it from the innermost out (`aten::matmul`, `aten::linear`); empty where unknown
/// @param inputs tensors of that operator; empty where shapes were not recorded
/// @param outputs the same of its results; Kineto does not record them
/// @param scalars other arguments as text, in order, where recorded
/// @param core where it ran, as the profiler says (`AI_CORE`, `AI_VECTOR_CORE`, `AI_CPU`, `MIX_AIC`); empty on NVIDIA
/// @param graph whether it was launched as part of a captured graph
/// @param exchange what was communicated, of tasks that communicate
/// @param bytes that each copy or memset moved, 0 else or if not recorded
/// @param count how many
/// @param seconds of all of them together
/// @param shortest seconds of the fastest
/// @param longest seconds of the slowest
/// @param waited seconds that they waited before they began, where the profiler says; all together
/// @param counters means of hardware counters and of launch shape by the profiler's names, such as `aic_mac_ratio`, `Block Num`
public record Use(Kind kind, String kernel, String operator, List<String> parents, List<Tensor> inputs, List<Tensor> outputs, List<String> scalars, String core,
                  boolean graph, Optional<Exchange> exchange, double bytes, long count, double seconds, double shortest, double longest, double waited,
                  Map<String, Double> counters) {

    /// What a task does to the device.
    public enum Kind {
        /// Computes.
        KERNEL,
        /// Sends to or receives from other ranks.
        EXCHANGE,
        /// Copies between host and device, or inside the device.
        COPY,
        /// Fills memory.
        SET
    }

    /// A tensor as the profiler prints it.
    ///
    /// @param shape sizes; empty for a scalar
    /// @param type in the profiler's word, lower case without prefix: `bfloat16`, `half`, `float`, `int8`, `dt_bf16` is read as `bfloat16`; empty where an optional tensor was left out,
    ///     which keeps its place (Ascend)
    /// @param format memory layout on Ascend (`ND`, `FRACTAL_NZ`); empty on NVIDIA
    public record Tensor(List<Long> shape, String type, String format) {
        public Tensor {
            shape = List.copyOf(shape);
        }

        /// Elements of the tensor.
        public double elements() {
            return shape.stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
        }
    }

    /// What was communicated.
    ///
    /// @param operation in the library's word, lower case with underscores: `all_reduce`, `all_gather`, `reduce_scatter`, `all_to_all`, `broadcast`, `send`, `receive`
    /// @param bytes as nccl-tests counts them (all_gather: gathered output; reduce_scatter: whole input); 0 if not recorded
    /// @param ranks of the group; 0 if not recorded
    /// @param group name of the group; empty if not recorded
    /// @param members global ranks, where recorded
    public record Exchange(String operation, double bytes, int ranks, String group, List<Integer> members) {
        public Exchange {
            members = List.copyOf(members);
        }
    }

    public Use {
        parents = List.copyOf(parents);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        scalars = List.copyOf(scalars);
        counters = Collections.unmodifiableMap(new TreeMap<>(counters));
    }

    /// Mean seconds of one.
    public double each() {
        return count == 0 ? 0 : seconds / count;
    }
}
