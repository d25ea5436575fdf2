package dev.podwright.model;

import java.util.List;

/// Operators of compressed attention (DeepSeek-V4). The core runs as absorbed latent attention does: all heads read one
/// entry per place, as key and as value.
final class CompressedOperators {
    private CompressedOperators() {}

    static List<Operator> of(Architecture a, Attention.Compressed c, Batch batch, Split split, Quantization q) {
        double heads = Math.ceilDiv(c.heads(), split.attention());
        double groups = Math.ceilDiv(c.outputGroups(), split.attention());
        double tokens = batch.tokens();
        double hidden = a.hidden();
        Linears ops = new Linears(q);
        ops.add(Streams.norm("attention.norm", tokens / split.sequence(), hidden, q.wide()));
        ops.linear("attention.qkv_down", tokens, c.queryRank() + c.headDim(), hidden);
        ops.add(Streams.pass("attention.latent_norm", tokens * (c.queryRank() + c.headDim()), q.wide()));
        ops.linear("attention.q_up", tokens, heads * c.headDim(), c.queryRank());
        ops.add(Streams.rotary("attention.rotary", tokens, heads * c.headDim() + c.rope(), c.headDim(), q.kv(), q.wide()));
        if (c.ratio() > 0) {
            ops.linear("attention.pool_projection", tokens, c.poolWidth(c.headDim()), hidden);
            ops.add(Streams.pass("attention.pool", tokens * c.poolWidth(c.headDim()), q.wide()));
        }
        c.indexer().ifPresent(i -> select(ops, c, i, hidden, batch, q));
        if (batch.prefillSequences() > 0) {
            core(ops, c, heads, batch.prefillSequences(), batch.prefillTokens(), Sight.mean(c, batch.prefillTokens(), batch.prefillContext()), q);
        }
        if (batch.decodeSequences() > 0) {
            core(ops, c, heads, batch.decodeSequences(), batch.decodeQueries(), Sight.last(c, batch.decodeContext()), q);
        }
        double perGroup = heads * c.headDim() / groups;
        ops.unquantised("attention.output_down", groups, tokens, c.outputRank(), perGroup);
        return ops.linear("attention.output", tokens, hidden, groups * c.outputRank()).done();
    }

    private static void core(Linears ops, Attention.Compressed c, double heads, double sequences, double queries, double seen, Quantization q) {
        ops.add(new Operator.LatentDecode("attention.core", sequences, queries, seen, heads, c.headDim(), 0, q.kv(), q.wide()));
    }

    /// The indexer pools keys of its own and scores pooled entries.
    private static void select(Linears ops, Attention.Compressed c, Attention.Indexer i, double hidden, Batch batch, Quantization q) {
        double tokens = batch.tokens();
        ops.linear("attention.indexer.query", tokens, (double) i.heads() * i.headDim(), c.queryRank());
        ops.linear("attention.indexer.key", tokens, c.poolWidth(i.headDim()), hidden);
        ops.unquantised("attention.indexer.weights", 1, tokens, i.heads(), hidden);
        IndexerOperators.score(ops, i, batch, c.ratio(), q);
    }
}
