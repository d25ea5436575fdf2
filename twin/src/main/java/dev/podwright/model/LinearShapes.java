package dev.podwright.model;

/// Widths of the projections of linear attention.
final class LinearShapes {
    private LinearShapes() {}

    /// What one rank holds: whole heads, and at least one key head (Mamba-2 replicates groups fewer than the split).
    static Attention.Linear share(Attention.Linear l, Split split) {
        return new Attention.Linear(Math.ceilDiv(l.keyHeads(), split.attention()), Math.ceilDiv(l.valueHeads(), split.attention()),
                l.keyDim(), l.valueDim(), l.convolution(), l.rule());
    }

    /// Outputs of the merged input projection, all heads: q, k, v, output gate and the scalars per head.
    static double projection(Attention.Linear l) {
        double values = (double) l.valueHeads() * l.valueDim();
        return l.channels() + switch (l.rule()) {
            case GATED_DELTA -> values + 2.0 * l.valueHeads();
            case KIMI_DELTA_FULL_GATE, MAMBA2 -> values + l.valueHeads();
            case KIMI_DELTA -> l.valueHeads();
        };
    }

    /// Low-rank projections, each from hidden to the width of one head (every rank) and from there to all heads: the decay
    /// of Kimi Delta Attention, and its output gate.
    static int lowRankProjections(Attention.Linear l) {
        return switch (l.rule()) {
            case GATED_DELTA, MAMBA2 -> 0;
            case KIMI_DELTA_FULL_GATE -> 1;
            case KIMI_DELTA -> 2;
        };
    }

    /// Weights of the low-rank projections.
    static double lowRank(Attention.Linear l, double hidden) {
        return lowRankProjections(l) * l.keyDim() * (hidden + (double) l.keyHeads() * l.keyDim());
    }

    /// Multiply-adds counted as two, per token and value head, of decaying, reading and writing a state of
    /// keyDim x valueDim: decay 1, q S 2, k v^T 2, and for delta rules k S 2.
    static double flopsPerToken(Attention.Linear l) {
        double passes = switch (l.rule()) {
            case GATED_DELTA, KIMI_DELTA, KIMI_DELTA_FULL_GATE -> 7;
            case MAMBA2 -> 5;
        };
        return passes * l.state();
    }
}
