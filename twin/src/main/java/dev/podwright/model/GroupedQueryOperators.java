package dev.podwright.model;

import java.util.List;

/// Operators of multi-head, multi-query and grouped-query attention.
final class GroupedQueryOperators {
    private GroupedQueryOperators() {}

    static List<Operator> of(Architecture a, Attention.GroupedQuery g, Batch batch, Split split, Quantization q) {
        Heads heads = Heads.of(g, split);
        double tokens = batch.tokens();
        double hidden = a.hidden();
        Linears ops = new Linears(q);
        ops.add(Streams.norm("attention.norm", tokens / split.sequence(), hidden, q.wide()));
        double rank = g.variant().queryRank();
        double keyValue = heads.keyWidth() + heads.valueProjection();
        if (rank > 0) {
            ops.linear("attention.qkv_down", tokens, rank + keyValue, hidden);
            ops.linear("attention.q_up", tokens, heads.queryWidth(), rank);
        } else {
            ops.linear("attention.qkv", tokens, heads.queryWidth() + keyValue, hidden);
        }
        double turned = a.positions() > 0 && !g.qkNorm() ? 0 : heads.query() * g.headDim() + heads.keyWidth();
        ops.add(Streams.rotary("attention.rotary", tokens, turned, heads.keyWidth() + heads.valueWidth(), q.kv(), q.wide()));
        g.variant().indexer().ifPresent(i -> IndexerOperators.add(ops, i, hidden, hidden, batch, q));
        core(ops, g, heads, batch, q);
        if (g.gatedOutput()) {
            ops.add(Streams.activation("attention.gate", tokens, heads.outputWidth(), 2, q.wide()));
        }
        return ops.linear("attention.output", tokens, hidden, heads.outputWidth()).done();
    }

    private static void core(Linears ops, Attention.GroupedQuery g, Heads heads, Batch batch, Quantization q) {
        double window = IndexerOperators.narrower(g.window(), g.variant().indexer());
        if (batch.prefillSequences() > 0) {
            ops.add(new Operator.PrefillAttention("attention.core", batch.prefillSequences(), batch.prefillTokens(),
                    batch.prefillContext(), heads.query(), heads.keyValue(), g.headDim(), g.valueDim(), window, q.kv(), q.wide()));
        }
        if (batch.decodeSequences() > 0) {
            double context = window > 0 ? Math.min(window, batch.decodeContext()) : batch.decodeContext();
            ops.add(new Operator.DecodeAttention("attention.core", batch.decodeSequences(), batch.decodeQueries(), context,
                    heads.query(), heads.keyValue(), g.headDim(), g.valueDim(), q.kv(), q.wide()));
        }
    }
}
