package dev.podwright.repricing.aten;

import static dev.podwright.repricing.aten.Arguments.length;
import static dev.podwright.repricing.aten.Arguments.rank;

import dev.podwright.model.Operator;
import dev.podwright.profile.Use;
import dev.podwright.repricing.Recognised;
import dev.podwright.units.Precision;
import java.util.List;
import java.util.Optional;

/// Custom operators of serving engines whose arguments are public (vllm-project/vllm:csrc/torch_bindings.cpp,
/// vllm/model_executor/layers/fused_moe/fused_moe.py). Results often come first.
final class Serving {
    /// Up and gate in one matrix.
    private static final double GATED = 2;
    private static final double NORM_FLOPS = 6;
    private static final double ACTIVATION_FLOPS = 8;

    private Serving() {}

    static Optional<Recognised> of(String name, Arguments given) {
        List<Use.Tensor> t = given.shaped();
        return switch (name) {
            // result, input, weight
            case "rms_norm" -> t.size() >= 3 && t.get(0).shape().equals(t.get(1).shape()) ? Passes.stream(given, Types.size(t.get(0)) + Types.size(t.get(1)), NORM_FLOPS * t.get(0).elements()) : Optional.empty();
            // input and residual, both read and written
            case "fused_add_rms_norm" -> t.size() >= 2 ? Passes.stream(given, 2 * (Types.size(t.get(0)) + Types.size(t.get(1))), NORM_FLOPS * t.get(0).elements()) : Optional.empty();
            // result, input twice as wide
            case "silu_and_mul", "gelu_and_mul", "gelu_tanh_and_mul", "mul_and_silu" -> t.size() >= 2 ? Passes.stream(given, Types.size(t.get(0)) + Types.size(t.get(1)), ACTIVATION_FLOPS * t.get(0).elements()) : Optional.empty();
            // positions, queries, keys, all of both in place
            case "rotary_embedding" -> t.size() >= 3 ? Passes.stream(given, 2 * (Types.size(t.get(1)) + Types.size(t.get(2))), ACTIVATION_FLOPS * (t.get(1).elements() + t.get(2).elements())) : Optional.empty();
            // keys and values copied to where slots say
            case "reshape_and_cache", "reshape_and_cache_flash" -> t.size() >= 4 ? Passes.stream(given, 2 * (Types.size(t.get(0)) + Types.size(t.get(1))), 0) : Optional.empty();
            case "static_scaled_fp8_quant", "dynamic_scaled_fp8_quant", "dynamic_per_token_scaled_fp8_quant", "static_scaled_int8_quant", "dynamic_scaled_int8_quant", "per_token_group_fp8_quant" ->
                    t.size() >= 2 ? Passes.stream(given, Types.size(t.get(0)) + Types.size(t.get(1)), 2 * t.get(1).elements()) : Optional.empty();
            case "inplace_fused_experts", "outplace_fused_experts", "moe_forward_fused" -> experts(given, t);
            default -> Optional.empty();
        };
    }

    /// Tokens, up and gate, down, weights and indices of the chosen experts: (tokens, hidden), (experts, 2 inter, hidden), (experts, hidden, inter),
    /// (tokens, k) twice. Tokens are taken to choose evenly.
    private static Optional<Recognised> experts(Arguments given, List<Use.Tensor> t) {
        if (t.size() < 4 || rank(t.get(0)) != 2 || rank(t.get(1)) != 3 || rank(t.get(2)) != 3 || rank(t.get(3)) != 2) {
            return Optional.empty();
        }
        double tokens = length(t.get(0), 0);
        double hidden = length(t.get(0), 1);
        double experts = length(t.get(1), 0);
        double inter = length(t.get(2), 2);
        double chosen = length(t.get(3), 1);
        if (length(t.get(1), 2) != hidden || length(t.get(1), 1) != GATED * inter || !(tokens > 0)) {
            return Optional.empty();
        }
        Optional<Precision> weights = Types.precision(t.get(1));
        if (weights.isEmpty()) {
            return Optional.empty();
        }
        double active = experts * (1 - Math.pow(1 - chosen / experts, tokens));
        Precision compute = weights.get();
        Operator operator = new Operator.Experts(given.use().operator(), tokens * chosen, active, experts, hidden, inter, true, weights.get(), compute);
        return Optional.of(new Recognised.Computed(List.of(operator), "Tokens are taken to choose experts evenly."));
    }
}
