package dev.podwright.model;

/// Parameters of one layer on the rank that holds most, by what decides how they are stored.
///
/// @param attention matrices of the token mixer
/// @param dense matrices of dense and shared feed-forward, and projections around latent experts
/// @param experts matrices of routed experts
/// @param wide norms, biases, router, convolutions and gates: never quantised
public record Weights(double attention, double dense, double experts, double wide) {

    public static final Weights NONE = new Weights(0, 0, 0, 0);

    /// Learned vectors per LayerNorm: weight and bias.
    private static final int LAYER_NORM_VECTORS = 2;

    public static Weights of(Architecture a, Layer layer, Split split) {
        Weights mixer = switch (layer.attention()) {
            case Attention.GroupedQuery g -> grouped(g, a.hidden(), split);
            case Attention.Latent l -> latent(l, a.hidden(), split);
            case Attention.Linear l -> linear(l, a.hidden(), split);
            case Attention.Compressed c -> compressed(c, a.hidden(), split);
        };
        Weights channel = switch (layer.feedForward()) {
            case FeedForward.Dense d -> dense(d, a.hidden(), split);
            case FeedForward.Mixture m -> mixture(m, a.hidden(), split);
        };
        double norms = (double) layer.norms() * normVectors(a) * a.hidden();
        return mixer.plus(channel).plus(new Weights(0, 0, 0, norms + HyperConnections.parameters(layer.streams(), a.hidden())));
    }

    /// One draft layer: a layer, a projection of two hidden vectors to one, three norms (DeepSeek-V3, arXiv 2412.19437, equation 21).
    public static Weights draft(Architecture a, Layer layer, Split split) {
        return of(a, layer, split).plus(new Weights(0, Parameters.draftProjection(a), 0, Parameters.draftNorms(a)));
    }

    static int normVectors(Architecture a) {
        return a.layerNorm() ? LAYER_NORM_VECTORS : 1;
    }

    public double total() {
        return attention + dense + experts + wide;
    }

    /// Of `count` equal layers.
    public Weights times(int count) {
        return new Weights(count * attention, count * dense, count * experts, count * wide);
    }

    Weights plus(Weights other) {
        return new Weights(attention + other.attention, dense + other.dense, experts + other.experts, wide + other.wide);
    }

    private static Weights grouped(Attention.GroupedQuery g, double hidden, Split split) {
        if (g.heads() == 0) {
            return NONE;
        }
        Heads heads = Heads.of(g, split);
        double rank = g.variant().queryRank();
        double query = rank > 0 ? hidden * rank + rank * heads.queryWidth() : hidden * heads.queryWidth();
        double matrices = query + hidden * (heads.keyWidth() + heads.valueProjection()) + heads.outputWidth() * hidden;
        double bias = (g.qkvBias() ? heads.queryWidth() + heads.keyWidth() + heads.valueProjection() : 0) + (g.outputBias() ? hidden : 0);
        double norms = !g.qkNorm() ? 0
                : g.variant().wideNorm() ? heads.query() * g.headDim() + heads.keyWidth() : 2.0 * g.headDim();
        double sinks = g.variant().sinks() ? heads.query() : 0;
        Weights index = g.variant().indexer().map(i -> indexer(i, hidden, hidden)).orElse(NONE);
        return new Weights(matrices, 0, 0, bias + norms + sinks + rank).plus(index);
    }

    private static Weights latent(Attention.Latent l, double hidden, Split split) {
        double heads = Math.ceilDiv(l.heads(), split.attention());
        double keyDim = l.nope() + l.rope();
        double query = l.queryRank() > 0
                ? hidden * l.queryRank() + l.queryRank() * heads * keyDim
                : hidden * heads * keyDim;
        double matrices = query + hidden * (l.latent() + l.rope()) + l.latent() * heads * (l.nope() + l.value())
                + heads * l.value() * hidden * (l.gatedOutput() ? 2 : 1);
        double input = l.queryRank() > 0 ? l.queryRank() : hidden;
        Weights index = l.indexer().map(i -> indexer(i, hidden, input)).orElse(NONE);
        return new Weights(matrices, 0, 0, l.queryRank() + l.latent()).plus(index);
    }

    /// Every rank scores all index heads. The projections are those of DeepSeek-V3.2: queries from `input`, one key from
    /// hidden with a LayerNorm, one weight per head from hidden, kept wide.
    private static Weights indexer(Attention.Indexer i, double hidden, double input) {
        double matrices = input * i.heads() * i.headDim() + hidden * i.headDim();
        return new Weights(matrices, 0, 0, hidden * i.heads() + LAYER_NORM_VECTORS * i.headDim());
    }

    /// Pooling weights have one bias per place in a stretch and channel.
    private static Weights compressed(Attention.Compressed c, double hidden, Split split) {
        double heads = Math.ceilDiv(c.heads(), split.attention());
        double groups = Math.ceilDiv(c.outputGroups(), split.attention());
        double matrices = hidden * (c.queryRank() + c.headDim()) + c.queryRank() * heads * c.headDim()
                + heads * c.headDim() * c.outputRank() + groups * c.outputRank() * hidden + hidden * c.poolWidth(c.headDim());
        double pooling = c.ratio() == 0 ? 0 : c.ratio() * c.poolWidth(c.headDim()) / 2.0 + c.headDim();
        Weights own = new Weights(matrices, 0, 0, c.queryRank() + c.headDim() + heads + pooling);
        return c.indexer().map(i -> new Weights(c.queryRank() * (double) i.heads() * i.headDim() + hidden * c.poolWidth(i.headDim()), 0, 0,
                hidden * i.heads() + c.ratio() * c.poolWidth(i.headDim()) / 2.0 + i.headDim())).map(own::plus).orElse(own);
    }

    private static Weights linear(Attention.Linear whole, double hidden, Split split) {
        Attention.Linear l = LinearShapes.share(whole, split);
        double heads = l.valueHeads();
        double values = heads * l.valueDim();
        double channels = l.channels();
        double matrices = hidden * LinearShapes.projection(l) + LinearShapes.lowRank(l, hidden) + values * hidden;
        double wide = l.convolution() * channels + switch (l.rule()) {
            case GATED_DELTA -> 2 * heads + l.valueDim();
            case KIMI_DELTA, KIMI_DELTA_FULL_GATE -> heads + (double) l.keyHeads() * l.keyDim() + l.valueDim();
            case MAMBA2 -> channels + 3 * heads + values;
        };
        return new Weights(matrices, 0, 0, wide);
    }

    private static Weights dense(FeedForward.Dense d, double hidden, Split split) {
        if (d.inter() == 0) {
            return NONE;
        }
        double inter = (double) d.inter() / split.dense();
        double bias = d.bias() ? ups(d.gated()) * inter + hidden : 0;
        return new Weights(0, (ups(d.gated()) + 1) * hidden * inter, 0, bias);
    }

    private static Weights mixture(FeedForward.Mixture m, double hidden, Split split) {
        double inside = m.latent() > 0 ? m.latent() : hidden;
        double inter = (double) m.inter() / split.expertTensor();
        double local = Routing.localExperts(m, split);
        double matrices = ups(m.gated()) + 1;
        double shared = matrices * hidden * m.sharedInter() / split.dense();
        double around = m.latent() > 0 ? 2 * hidden * m.latent() : 0;
        double routable = m.experts() + m.identities();
        double wide = hidden * routable + (m.routerBias() ? routable : 0) + (m.sharedGate() ? hidden : 0)
                + expertBias(m, hidden, split);
        return new Weights(0, shared + around, local * matrices * inside * inter, wide);
    }

    /// Biases of the routed experts of one rank.
    static double expertBias(FeedForward.Mixture m, double hidden, Split split) {
        double inside = m.latent() > 0 ? m.latent() : hidden;
        double inter = (double) m.inter() / split.expertTensor();
        return m.bias() ? Routing.localExperts(m, split) * (ups(m.gated()) * inter + inside) : 0;
    }

    private static double ups(boolean gated) {
        return gated ? 2 : 1;
    }
}
