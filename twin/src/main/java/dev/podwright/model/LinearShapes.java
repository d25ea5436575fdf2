package dev.podwright.model;

/// Widths of the projections of linear attention.
final class LinearShapes {
    private LinearShapes() {}

    /// Outputs of the merged input projection, all heads: q, k, v, output gate and the scalars per head.
    static double projection(Attention.Linear l) {
        double values = (double) l.valueHeads() * l.valueDim();
        return l.channels() + values + switch (l.rule()) {
            case GATED_DELTA -> 2.0 * l.valueHeads();
            case KIMI_DELTA, MAMBA2 -> l.valueHeads();
        };
    }

    /// Weights of the low-rank decay of Kimi Delta Attention: hidden to one head (every rank), one head to all keys.
    static double lowRank(Attention.Linear l, double hidden, Split split) {
        return l.rule() == Attention.Rule.KIMI_DELTA
                ? l.keyDim() * (hidden + (double) l.keyHeads() * l.keyDim() / split.attention())
                : 0;
    }

    /// Multiply-adds counted as two, per token and value head, of decaying, reading and writing a state of
    /// keyDim x valueDim: decay 1, q S 2, k v^T 2, and for delta rules k S 2.
    static double flopsPerToken(Attention.Linear l) {
        double passes = switch (l.rule()) {
            case GATED_DELTA, KIMI_DELTA -> 7;
            case MAMBA2 -> 5;
        };
        return passes * l.state();
    }
}
