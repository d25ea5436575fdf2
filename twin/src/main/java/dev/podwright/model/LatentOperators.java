package dev.podwright.model;

import java.util.List;

/// Operators of multi-head latent attention (DeepSeek-V2, arXiv 2405.04434, section 2.1). Prompts run as plain
/// multi-head attention after the up-projection of the latents; decoding runs absorbed: the up-projections move to the
/// query and the output, and all heads read one latent per token. Sparse attention of prompts longer than the selection
/// runs absorbed too, because every query gathers its own tokens.
final class LatentOperators {
    private final Attention.Latent l;
    private final double heads;
    private final double sequence;
    private final Quantization q;
    private final Linears ops;

    private LatentOperators(Attention.Latent l, Split split, Quantization q) {
        this.l = l;
        this.heads = Math.ceilDiv(l.heads(), split.attention());
        this.sequence = split.sequence();
        this.q = q;
        this.ops = new Linears(q);
    }

    static List<Operator> of(Architecture a, Attention.Latent l, Batch batch, Split split, Quantization q) {
        return new LatentOperators(l, split, q).all(a.hidden(), batch);
    }

    private List<Operator> all(double hidden, Batch batch) {
        double tokens = batch.tokens();
        double cached = l.latent() + l.rope();
        double queries = heads * (l.nope() + l.rope());
        ops.add(Streams.norm("attention.norm", tokens / sequence, hidden, q.wide()));
        ops.linear("attention.qkv_down", tokens, l.queryRank() + cached, hidden);
        ops.add(Streams.pass("attention.latent_norm", tokens * (l.queryRank() + l.latent()), q.wide()));
        ops.linear("attention.q_up", tokens, queries, l.queryRank() > 0 ? l.queryRank() : hidden);
        ops.add(Streams.rotary("attention.rotary", tokens, heads * l.rope() + l.rope(), cached, q.kv(), q.wide()));
        l.indexer().ifPresent(i -> IndexerOperators.add(ops, i, hidden, l.queryRank() > 0 ? l.queryRank() : hidden, batch, q));
        if (batch.prefillSequences() > 0) {
            prefill(batch);
        }
        if (batch.decodeSequences() > 0) {
            double context = l.indexer().map(i -> Math.min(i.topk(), batch.decodeContext())).orElse(batch.decodeContext());
            absorbed(batch.decodeSequences(), batch.decodeQueries(), context);
        }
        if (l.gatedOutput()) {
            ops.linear("attention.gate_projection", tokens, heads * l.value(), hidden);
            ops.add(Streams.activation("attention.gate", tokens, heads * l.value(), 2, q.wide()));
        }
        return ops.linear("attention.output", tokens, hidden, heads * l.value()).done();
    }

    private void prefill(Batch batch) {
        double sequences = batch.prefillSequences();
        double topk = IndexerOperators.narrower(0, l.indexer());
        if (topk > 0 && batch.prefillContext() > topk) {
            absorbed(sequences, batch.prefillTokens(), Sight.mean(batch.prefillTokens(), batch.prefillContext(), topk));
        } else {
            ops.linear("attention.kv_up", sequences * batch.prefillContext(), heads * (l.nope() + l.value()), l.latent());
            ops.add(new Operator.PrefillAttention("attention.core", sequences, batch.prefillTokens(), batch.prefillContext(), heads,
                    heads, l.nope() + l.rope(), l.value(), topk, q.wide(), q.wide()));
        }
    }

    private void absorbed(double sequences, double queries, double context) {
        double tokens = sequences * queries;
        ops.unquantised("attention.q_absorb", heads, tokens, l.latent(), l.nope());
        ops.add(new Operator.LatentDecode("attention.core", sequences, queries, context, heads, l.latent(), l.rope(), q.kv(), q.wide()));
        ops.unquantised("attention.v_up", heads, tokens, l.value(), l.latent());
    }
}
