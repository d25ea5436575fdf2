package dev.podwright.repricing.ascend;

import dev.podwright.knowledge.support.Kernel.Nature;
import dev.podwright.model.Operator;
import dev.podwright.profile.Use;
import dev.podwright.repricing.Recognised;
import dev.podwright.units.Precision;
import java.util.List;
import java.util.Optional;

/// Attention kernels.
///
/// `input_layout`, `head_num` and `sparse_mode` are attributes that profiles do not have; lengths of sequences are lists on the host. What can be settled from
/// tensors is settled, the rest is told as not known.
final class Attentions {
    /// FlashAttentionScore (query, key, value, real_shift, drop_mask, padding_mask, atten_mask, prefix, actual_seq_qlen …; softmax_max …).
    private static final int MASK = 6;
    /// FlashAttentionScoreGrad (query, key, value, dy, pse_shift, drop_mask, padding_mask, atten_mask, softmax_max, …).
    private static final int GRADIENT_MASK = 7;
    private static final int GRADIENT_MAXIMUM = 8;
    /// FusedInferAttentionScore and PromptFlashAttention (query, key, value, pse_shift, atten_mask, actual_seq_lengths, actual_seq_lengths_kv, …).
    private static final int INFERENCE_MASK = 4;
    private static final int QUERY_LENGTHS = 5;
    private static final int KEY_LENGTHS = 6;
    private static final int BLOCK_TABLE = 14;
    /// IncreFlashAttention (query, key, value, pse_shift, atten_mask, actual_seq_lengths, …, block_table at 13).
    private static final int STEP_BLOCK_TABLE = 13;
    /// The last size of softmax_max: every maximum stands eight times (aclnnFlashAttentionScore).
    private static final long REPEATED = 8;
    /// Most heads that these kernels take (mindspore `flash_attention_score`, "N1: 1 to 256"): a larger size is a length.
    private static final long MOST_HEADS = 256;
    /// A compressed mask of this side stands for causal attention (`sparse_mode` 2 to 4, aclnnFlashAttentionScore).
    private static final long COMPRESSED = 2048;

    private Attentions() {}

    /// Batch, heads, tokens and width of a query, heads and tokens of its keys, width of its values.
    private record Sizes(double batch, double heads, double tokens, double width, double keyHeads, double keys, double valueWidth) {}

    /// `FlashAttentionScore`: the shape of softmax_max, (batch, heads, tokens, 8), settles the layout.
    static Recognised training(Use use) {
        if (use.inputs().size() < 3 || use.outputs().isEmpty()) {
            return unshaped("Its tensors were not recorded.");
        }
        return settled(use, use.outputs().getFirst(), MASK, false);
    }

    /// `FlashAttentionScoreGrad`.
    static Recognised gradient(Use use) {
        if (use.inputs().size() <= GRADIENT_MAXIMUM) {
            return unshaped("Its tensors were not recorded.");
        }
        return settled(use, use.inputs().get(GRADIENT_MAXIMUM), GRADIENT_MASK, true);
    }

    private static Recognised settled(Use use, Use.Tensor maximum, int mask, boolean backward) {
        List<Long> m = maximum.shape();
        if (m.size() == 3 && m.getLast() == REPEATED) {
            return unshaped("Its sequences are packed (layout TND), and their lengths are not in the profile.");
        }
        if (m.size() != 4 || m.getLast() != REPEATED) {
            return unshaped("The shape of softmax_max (%s) does not tell heads and tokens.".formatted(m));
        }
        Sizes sizes = arranged(m.get(0), m.get(1), m.get(2), use.inputs().get(0), use.inputs().get(1), use.inputs().get(2));
        return sizes == null ? unshaped("The shapes of query, key and value fit none of the layouts BSH, SBH, BSND, BNSD.") : operator(use, sizes, mask, backward);
    }

    private static Sizes arranged(long batch, long heads, long tokens, Use.Tensor query, Use.Tensor key, Use.Tensor value) {
        List<Long> q = query.shape();
        List<Long> k = key.shape();
        List<Long> v = value.shape();
        if (k.size() != q.size() || v.size() != q.size() || q.isEmpty()) {
            return null;
        }
        double width = query.elements() / ((double) batch * heads * tokens);
        if (q.size() == 3 && width == Math.rint(width)) {
            int at = q.get(0) == batch && q.get(1) == tokens ? 1 : q.get(1) == batch && q.get(0) == tokens ? 0 : -1;
            double keyHeads = at < 0 ? 0 : k.get(2) / width;
            return at < 0 || keyHeads < 1 ? null : new Sizes(batch, heads, tokens, width, keyHeads, k.get(at), v.get(2) / keyHeads);
        }
        if (q.size() == 4 && q.get(0) == batch) {
            int at = q.get(1) == heads && q.get(2) == tokens ? 2 : q.get(2) == heads && q.get(1) == tokens ? 1 : -1;
            return at < 0 ? null : new Sizes(batch, heads, tokens, q.get(3), k.get(3 - at), k.get(at), v.get(3));
        }
        return null;
    }

    /// `PromptFlashAttention`, `FusedInferAttentionScore`, `IncreFlashAttention`.
    static Recognised inference(Use use, boolean step) {
        List<Use.Tensor> in = use.inputs();
        if (in.size() < 3) {
            return unshaped("Its tensors were not recorded.");
        }
        if (given(in, step ? STEP_BLOCK_TABLE : BLOCK_TABLE)) {
            return unshaped("It reads a paged cache; how much of it each sequence fills is not in the profile.");
        }
        if (given(in, QUERY_LENGTHS) || !step && given(in, KEY_LENGTHS)) {
            return unshaped("The lengths of its sequences are not in the profile.");
        }
        List<Long> q = in.get(0).shape();
        List<Long> k = in.get(1).shape();
        if (q.size() != 4 || k.size() != 4) {
            return unshaped("The layout of its query (%s) does not tell its heads.".formatted(q));
        }
        int at = length(q, k);
        return at < 0 ? unshaped("Its shapes (%s, %s) do not tell heads from tokens.".formatted(q, k))
                : operator(use, new Sizes(q.get(0), q.get(3 - at), q.get(at), q.get(3), k.get(3 - at), k.get(at), in.get(2).shape().size() == 4 ? in.get(2).shape().get(3) : q.get(3)),
                        INFERENCE_MASK, false);
    }

    /// Which of the middle sizes of (batch, heads, tokens, width) or (batch, tokens, heads, width) is the length; -1 if both may be.
    private static int length(List<Long> q, List<Long> k) {
        boolean first = q.get(1) > MOST_HEADS || k.get(1) > MOST_HEADS;
        boolean second = q.get(2) > MOST_HEADS || k.get(2) > MOST_HEADS;
        if (first != second) {
            return first ? 1 : 2;
        }
        boolean sameFirst = q.get(1).equals(k.get(1));
        boolean sameSecond = q.get(2).equals(k.get(2));
        // Grouped queries: heads differ, tokens do not.
        return sameFirst != sameSecond && q.get(1) > 1 && q.get(2) > 1 ? sameFirst ? 1 : 2 : -1;
    }

    private static boolean given(List<Use.Tensor> inputs, int at) {
        return at < inputs.size() && !inputs.get(at).type().isEmpty() && !inputs.get(at).shape().isEmpty();
    }

    private static Recognised operator(Use use, Sizes s, int mask, boolean backward) {
        Optional<Precision> compute = Types.precision(use.inputs().get(0).type());
        Optional<Precision> cache = Types.precision(use.inputs().get(1).type());
        if (compute.isEmpty() || cache.isEmpty()) {
            return unshaped("The precision of its query (%s) is not known.".formatted(use.inputs().get(0)));
        }
        if (s.tokens() == 1) {
            return computed(new Operator.DecodeAttention(use.kernel(), s.batch(), 1, s.keys(), s.heads(), s.keyHeads(), s.width(), s.valueWidth(), cache.get(), compute.get()));
        }
        if (s.keys() < s.tokens()) {
            return unshaped("It has fewer keys (%.0f) than queries (%.0f): cross attention is not priced.".formatted(s.keys(), s.tokens()));
        }
        // FlashAttention-2 (arXiv 2307.08691, section 2.3): five products backward, three of key width, two of value width, where forward has two.
        double times = backward ? (3 * s.width() + 2 * s.valueWidth()) / (s.width() + s.valueWidth()) : 1;
        boolean causal = causal(use.inputs(), mask);
        // All pairs of a full mask as so many causal batches over the same keys.
        double pairs = s.tokens() * s.keys();
        double seen = s.tokens() * (s.keys() - s.tokens()) + s.tokens() * (s.tokens() + 1) / 2;
        double share = causal ? 1 : pairs / seen;
        return computed(new Operator.PrefillAttention(use.kernel(), s.batch() * times * share, s.tokens(), s.keys(), s.heads(), s.keyHeads(), s.width(), s.valueWidth(), 0, cache.get(), compute.get()));
    }

    /// A compressed mask leaves out what lies above the diagonal; without a mask, or with a full one, every pair is computed.
    private static boolean causal(List<Use.Tensor> inputs, int mask) {
        if (!given(inputs, mask)) {
            return false;
        }
        List<Long> shape = inputs.get(mask).shape();
        return shape.size() >= 2 && shape.getLast() == COMPRESSED && shape.get(shape.size() - 2) == COMPRESSED;
    }

    private static Recognised computed(Operator operator) {
        return new Recognised.Computed(List.of(operator));
    }

    private static Recognised unshaped(String why) {
        return new Recognised.Unshaped(Nature.ATTENTION, why);
    }
}
