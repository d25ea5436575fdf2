package dev.podwright.model;

import dev.podwright.units.Precision;
import java.util.List;

/// Operators of linear attention and state-space layers: projections, short convolution, and the state. Decoding reads
/// and writes the state of every sequence once per token; prompts run in chunks and touch it once per chunk.
final class LinearOperators {
    /// Tokens of a chunk: `chunk_size` of the kernels of flash-linear-attention (fla/ops/gated_delta_rule).
    private static final double CHUNK = 64;

    private LinearOperators() {}

    static List<Operator> of(Architecture a, Attention.Linear whole, Batch batch, Split split, Quantization q) {
        Attention.Linear l = LinearShapes.share(whole, split);
        double tokens = batch.tokens();
        double hidden = a.hidden();
        double channels = l.channels();
        double values = (double) l.valueHeads() * l.valueDim();
        Linears ops = new Linears(q);
        ops.add(Streams.norm("attention.norm", tokens / split.sequence(), hidden, q.wide()));
        ops.linear("attention.qkv", tokens, LinearShapes.projection(l), hidden);
        int lowRank = LinearShapes.lowRankProjections(l);
        if (lowRank > 0) {
            ops.linear("attention.gates_down", tokens, (double) lowRank * l.keyDim(), hidden);
            ops.linear("attention.gates_up", tokens, (double) lowRank * l.keyHeads() * l.keyDim(), l.keyDim());
        }
        double sequences = batch.prefillSequences() + batch.decodeSequences();
        double taps = l.convolution();
        double window = 2 * sequences * (taps - 1) * channels * q.wide().bytes();
        ops.add(new Operator.Stream("attention.convolution", window + 2 * tokens * channels * q.wide().bytes(),
                2 * taps * tokens * channels, q.wide()));
        double state = l.state();
        if (batch.prefillSequences() > 0) {
            prefill(ops, l, batch.prefillSequences() * batch.prefillTokens(), state, channels + values, q.wide());
        }
        if (batch.decodeSequences() > 0) {
            double queries = batch.decodeSequences() * batch.decodeQueries();
            double traffic = 2 * queries * state * Parameters.STATE.bytes() + queries * (channels + values) * q.wide().bytes();
            ops.add(new Operator.Stream("attention.state", traffic, queries * LinearShapes.flopsPerToken(l), q.wide()));
        }
        ops.add(Streams.activation("attention.gate", tokens, values, 2, q.wide()));
        return ops.linear("attention.output", tokens, hidden, values).done();
    }

    /// Chunkwise form: beside the recurrence once per token, every token meets half a chunk of others in q k^T and in the
    /// product with v. States pass through memory once per chunk, written and read.
    private static void prefill(Linears ops, Attention.Linear l, double tokens, double state, double width, Precision wide) {
        double inside = CHUNK * l.valueHeads() * (l.keyDim() + l.valueDim());
        double traffic = tokens * width * wide.bytes() + 2 * tokens / CHUNK * state * wide.bytes();
        ops.add(new Operator.Stream("attention.state", traffic, tokens * (LinearShapes.flopsPerToken(l) + inside), wide));
    }
}
