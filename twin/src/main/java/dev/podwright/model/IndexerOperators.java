package dev.podwright.model;

import dev.podwright.units.Precision;
import java.util.Optional;

/// Operators that choose the tokens sparse attention looks at (DeepSeek-V3.2-Exp report, section 2): index queries and
/// keys, one score per query, key and index head, and the `topk` of the summed scores. Every rank does all of it.
final class IndexerOperators {
    private IndexerOperators() {}

    /// @param input width of what index queries are projected from
    static void add(Linears ops, Attention.Indexer i, double hidden, double input, Batch batch, Quantization q) {
        if (i.heads() == 0) {
            return;
        }
        double tokens = batch.tokens();
        ops.linear("attention.indexer.query", tokens, (double) i.heads() * i.headDim(), input);
        ops.linear("attention.indexer.key", tokens, i.headDim(), hidden);
        ops.unquantised("attention.indexer.weights", 1, tokens, i.heads(), hidden);
        score(ops, i, batch, 1, q);
    }

    /// Scores of every query with the keys of its past, one key per `ratio` tokens (as many sequences fewer), and the choice
    /// of the best.
    static void score(Linears ops, Attention.Indexer i, Batch batch, double ratio, Quantization q) {
        Precision scores = q.denseActivations() == Precision.FP8 ? Precision.FP8 : q.wide();
        double scored = 0;
        if (batch.prefillSequences() > 0) {
            Operator.PrefillAttention score = new Operator.PrefillAttention("attention.indexer.score", batch.prefillSequences() / ratio,
                    batch.prefillTokens(), batch.prefillContext(), i.heads(), 1, i.headDim(), 0, 0, q.kv(), scores);
            ops.add(score);
            scored += score.flops() / (2.0 * i.heads() * i.headDim());
        }
        if (batch.decodeSequences() > 0) {
            double keys = batch.decodeContext() / ratio;
            ops.add(new Operator.DecodeAttention("attention.indexer.score", batch.decodeSequences(), batch.decodeQueries(), keys,
                    i.heads(), 1, i.headDim(), 0, q.kv(), scores));
            scored += batch.decodeSequences() * batch.decodeQueries() * keys;
        }
        ops.add(new Operator.Stream("attention.indexer.select", 2 * scored * Precision.FP32.bytes(), 2 * scored, q.wide()));
    }

    /// The narrower of a window and a selection; 0 = neither.
    static double narrower(double window, Optional<Attention.Indexer> indexer) {
        double topk = indexer.map(i -> (double) i.topk()).orElse(0.0);
        return window == 0 ? topk : topk == 0 ? window : Math.min(window, topk);
    }
}
