package dev.podwright.model;

/// Low-rank adapters beside the linear layers of attention, dense feed-forward and every expert (Hu et al. 2021, arXiv 2106.09685):
/// `rank x (inputs + outputs)` each. The merged products (q k v; gate and up) have one adapter, as in NeMo and Megatron-Bridge.
public final class Adapters {
    private Adapters() {}

    /// Parameters that learn in one layer on one rank, adapters divided as the products they stand beside.
    public static double parameters(Architecture a, Layer layer, Split split, int rank) {
        return dense(a, layer, split, rank) + experts(a, layer, split, rank);
    }

    /// Those of routed experts alone.
    public static double experts(Architecture a, Layer layer, Split split, int rank) {
        return switch (layer.feedForward()) {
            case FeedForward.Dense d -> 0;
            case FeedForward.Mixture m -> {
                double inside = m.latent() > 0 ? m.latent() : a.hidden();
                yield Routing.localExperts(m, split) * block(inside, m.inter(), m.gated(), rank) / split.expertTensor();
            }
        };
    }

    private static double dense(Architecture a, Layer layer, Split split, int rank) {
        double hidden = a.hidden();
        double attention = switch (layer.attention()) {
            case Attention.GroupedQuery g when g.heads() == 0 -> 0;
            case Attention.GroupedQuery g -> {
                double query = (double) g.heads() * g.headDim();
                double keyValue = (double) g.kvHeads() * (g.headDim() + g.valueDim());
                yield 2 * hidden + query + keyValue + (double) g.heads() * g.valueDim();
            }
            case Attention.Latent l -> 3 * hidden + 2.0 * (l.queryRank() + l.latent()) + l.rope()
                    + (double) l.heads() * (2 * l.nope() + l.rope() + 2 * l.value());
            case Attention.Compressed c -> 3 * hidden + 2.0 * c.queryRank() + c.headDim() + (double) c.heads() * c.headDim()
                    + (double) c.outputGroups() * c.outputRank();
            case Attention.Linear l -> 2 * hidden + LinearShapes.projection(l) + (double) l.valueHeads() * l.valueDim();
        };
        double feedForward = switch (layer.feedForward()) {
            case FeedForward.Dense d -> block(hidden, d.inter(), d.gated(), rank);
            case FeedForward.Mixture m -> block(hidden, m.sharedInter(), m.gated(), rank);
        };
        return attention * rank / split.attention() + feedForward / split.dense();
    }

    private static double block(double hidden, double inter, boolean gated, int rank) {
        return inter == 0 ? 0 : rank * (2 * hidden + (gated ? 3.0 : 2.0) * inter);
    }
}
