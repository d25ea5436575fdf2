package dev.podwright.model;

import dev.podwright.units.Precision;
import java.util.List;

/// Operators that only training runs.
final class TrainingOperators {
    /// Softmax with mask and the dropout behind it: scores read and written by each, the mask of one byte written.
    private static final double SCORE_BYTES = 4 * Precision.BF16.bytes() + 1;
    /// Scale, exponential, sum, division and the random choice, per score.
    private static final double SCORE_FLOPS = 8;
    /// Kept in 16 bits: logits read, their gradient written in their place.
    private static final double FUSED_LOSS_BYTES = 2 * Precision.BF16.bytes();
    /// Widened to 32 bits: 16 read and 32 written; maximum, exponential and sum each read, the exponential also written.
    private static final double LOSS_BYTES = Precision.BF16.bytes() + 5 * Precision.FP32.bytes();
    private static final double LOSS_FLOPS = 6;
    /// Reads gradient, master weight and two moments, writes the last three in 32 bits and the weight in 16
    /// (Kingma and Ba 2014, arXiv 1412.6980; mixed precision as in arXiv 1710.03740).
    private static final double ADAM_BYTES = 7 * Precision.FP32.bytes() + Precision.BF16.bytes();
    private static final double ADAM_FLOPS = 12;

    private TrainingOperators() {}

    static List<Operator> loss(Architecture a, double tokens, Split split, Quantization q, boolean fused) {
        double rows = Math.ceilDiv(a.vocabulary(), split.vocabulary());
        double logits = tokens * rows;
        return new Linears(q)
                .add(Streams.norm("head.norm", tokens / split.sequence(), a.hidden(), q.wide()))
                .unquantised("head.logits", 1, tokens, rows, a.hidden())
                .add(new Operator.Stream("head.loss", logits * (fused ? FUSED_LOSS_BYTES : LOSS_BYTES), LOSS_FLOPS * logits, q.wide()))
                .done();
    }

    static List<Operator> unfused(Operator.PrefillAttention core) {
        double products = core.batch() * core.heads();
        double scores = products * core.tokens() * core.context();
        Precision wide = core.compute();
        return List.of(
                new Operator.Gemm("attention.core.scores", products, core.tokens(), core.context(), core.headDim(), wide, wide, wide),
                new Operator.Stream("attention.core.softmax", scores * SCORE_BYTES, scores * SCORE_FLOPS, wide),
                new Operator.Gemm("attention.core.values", products, core.tokens(), core.valueDim(), core.context(), wide, wide, wide));
    }

    static Operator adam(double parameters) {
        return new Operator.Stream("optimiser.adam", parameters * ADAM_BYTES, parameters * ADAM_FLOPS, Precision.FP32);
    }
}
