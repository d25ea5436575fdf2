package dev.podwright.repricing.aten;

import static dev.podwright.repricing.aten.Arguments.length;
import static dev.podwright.repricing.aten.Arguments.rank;

import dev.podwright.knowledge.support.Kernel;
import dev.podwright.model.Operator;
import dev.podwright.profile.Use;
import dev.podwright.repricing.Recognised;
import dev.podwright.units.Precision;
import java.util.List;
import java.util.Optional;

/// Attention kernels: queries, keys and values in this order, gradients of the result before them in backward passes
/// (pytorch/pytorch:aten/src/ATen/native/native_functions.yaml; Dao-AILab/flash-attention:flash_attn/flash_attn_interface.py).
///
/// Recorded truth values tell whether the mask is causal; where none was recorded it is taken to be when queries and keys are as many.
final class Attentions {
    /// Most query tokens per sequence of a decode step: drafts of speculative decoding stay below.
    private static final double MOST_DECODED = 16;

    /// How tensors lie: batch, sequence and heads by position.
    private enum Lay {
        /// (batch, sequence, heads, width).
        SEQUENCE_FIRST,
        /// (batch, heads, sequence, width).
        HEADS_FIRST
    }

    /// @param truth which of the truth values is the causal flag; negative where another argument tells
    private record Signature(Lay lay, boolean backward, int truth) {}

    private Attentions() {}

    private static Optional<Signature> signature(String name) {
        return Optional.ofNullable(switch (name) {
            case "_flash_attention_forward", "flash_attn::_flash_attn_forward", "flash_attn::_flash_attn_varlen_forward", "FlashAttnFunc", "FlashAttnVarlenFunc" ->
                    new Signature(Lay.SEQUENCE_FIRST, false, 0);
            case "_flash_attention_backward", "flash_attn::_flash_attn_backward", "flash_attn::_flash_attn_varlen_backward" -> new Signature(Lay.SEQUENCE_FIRST, true, 0);
            case "_efficient_attention_forward" -> new Signature(Lay.SEQUENCE_FIRST, false, -1);
            case "_efficient_attention_backward" -> new Signature(Lay.SEQUENCE_FIRST, true, -1);
            case "_scaled_dot_product_flash_attention", "scaled_dot_product_attention" -> new Signature(Lay.HEADS_FIRST, false, 0);
            case "_scaled_dot_product_efficient_attention", "_scaled_dot_product_cudnn_attention", "_cudnn_attention_forward" -> new Signature(Lay.HEADS_FIRST, false, 1);
            case "_scaled_dot_product_flash_attention_backward", "_scaled_dot_product_efficient_attention_backward", "_scaled_dot_product_cudnn_attention_backward",
                 "_cudnn_attention_backward" -> new Signature(Lay.HEADS_FIRST, true, 0);
            default -> null;
        });
    }

    static Optional<Recognised> of(String name, Arguments given) {
        Optional<Signature> found = signature(name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Signature signature = found.get();
        int first = signature.backward ? 1 : 0;
        if (given.count() < first + 3) {
            return Optional.of(unshaped("Its tensors were not recorded."));
        }
        Use.Tensor q = given.tensor(first);
        Use.Tensor k = given.tensor(first + 1);
        Use.Tensor v = given.tensor(first + 2);
        Optional<Precision> precision = Types.precision(q);
        Optional<Shape> shape = shape(signature, given, q, k, v);
        if (precision.isEmpty() || shape.isEmpty()) {
            return Optional.of(unshaped("Queries, keys and values do not have the shapes this operator takes."));
        }
        Operator operator = operator(given.use().operator(), signature, given, shape.get(), precision.get(), Types.precision(k).orElse(precision.get()));
        return Optional.of(new Recognised.Computed(List.of(operator), assumed(signature, given, shape.get(), operator)));
    }

    /// @param batch sequences
    /// @param queries mean query tokens of a sequence
    /// @param keys mean keys of a sequence
    private record Shape(double batch, double queries, double keys, double heads, double kvHeads, double headDim, double valueDim) {}

    private static Optional<Shape> shape(Signature signature, Arguments given, Use.Tensor q, Use.Tensor k, Use.Tensor v) {
        if (rank(q) == 4 && rank(k) == 4 && rank(v) == 4) {
            int sequence = signature.lay == Lay.SEQUENCE_FIRST ? 1 : 2;
            int heads = 3 - sequence;
            return valid(new Shape(length(q, 0), length(q, sequence), length(k, sequence), length(q, heads), length(k, heads), length(q, 3), length(v, 3)));
        }
        if (rank(q) == 3 && rank(k) == 3 && rank(v) == 3 && signature.lay == Lay.SEQUENCE_FIRST) {
            double sequences = sequences(given);
            return valid(new Shape(sequences, length(q, 0) / sequences, length(k, 0) / sequences, length(q, 1), length(k, 1), length(q, 2), length(v, 2)));
        }
        return Optional.empty();
    }

    private static Optional<Shape> valid(Shape s) {
        boolean whole = s.batch * s.queries * s.keys * s.heads * s.kvHeads * s.headDim * s.valueDim > 0;
        return whole && s.heads % s.kvHeads == 0 ? Optional.of(s) : Optional.empty();
    }

    /// Packed sequences come with an index of their ends, one longer than they are many; without it they count as one.
    private static double sequences(Arguments given) {
        return given.tensors().stream().filter(t -> rank(t) == 1 && Types.isIndex(t) && length(t, 0) > 1).findFirst().map(t -> length(t, 0) - 1).orElse(1.0);
    }

    private static String assumed(Signature signature, Arguments given, Shape shape, Operator operator) {
        boolean open = operator instanceof Operator.PrefillAttention && (signature.truth < 0 || given.truth(signature.truth).isEmpty());
        String mask = open ? "The profile does not tell the mask: taken as %s.".formatted(causal(signature, given, shape) ? "causal, as queries and keys are as many" : "full") : "";
        String packed = rank(given.tensor(signature.backward ? 1 : 0)) == 3 ? "Packed sequences are taken to be equally long." : "";
        return (mask + " " + packed).strip();
    }

    private static boolean causal(Signature signature, Arguments given, Shape shape) {
        boolean usual = shape.queries == shape.keys;
        return signature.truth < 0 ? usual : given.truth(signature.truth).orElse(usual);
    }

    private static Operator operator(String name, Signature signature, Arguments given, Shape s, Precision compute, Precision kv) {
        if (!signature.backward && s.queries <= MOST_DECODED && s.queries < s.keys) {
            return new Operator.DecodeAttention(name, s.batch, s.queries, s.keys, s.heads, s.kvHeads, s.headDim, s.valueDim, kv, compute);
        }
        double tokens = Math.min(s.queries, s.keys);
        double context = s.keys;
        double pairs = tokens * (context - tokens) + tokens * (tokens + 1) / 2;
        // The twin's operator is causal: a full one is as many of it as give all pairs.
        double times = causal(signature, given, s) ? 1 : s.queries * s.keys / pairs;
        if (signature.backward) {
            times *= backward(s);
        }
        return new Operator.PrefillAttention(name, s.batch * times, tokens, context, s.heads, s.kvHeads, s.headDim, s.valueDim, 0, kv, compute);
    }

    /// Five products where the forward pass has two: three of key width, two of value width, 2.5 times for equal widths (FlashAttention-2, arXiv
    /// 2307.08691, section 2.3).
    private static double backward(Shape s) {
        return (3 * s.headDim + 2 * s.valueDim) / (s.headDim + s.valueDim);
    }

    private static Recognised unshaped(String why) {
        return new Recognised.Unshaped(Kernel.Nature.ATTENTION, why);
    }
}
