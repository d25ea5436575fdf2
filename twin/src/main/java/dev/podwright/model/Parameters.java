package dev.podwright.model;

import dev.podwright.units.Precision;
import java.util.Map;
import java.util.Optional;

/// Exact counts of an architecture: parameters, bytes on a rank, cache, FLOPs per token.
public final class Parameters {
    /// Recurrent states are kept in FP32 (`mamba_ssm_dtype` and `mamba_ssm_cache_dtype` of the shipped configs).
    static final Precision STATE = Precision.FP32;

    private Parameters() {}

    /// Parameters of the whole model, vision tower included, draft layers not.
    public static long total(Architecture a) {
        double layers = 0;
        for (Map.Entry<Layer, Integer> kind : a.distinctLayers().entrySet()) {
            layers += kind.getValue() * layer(a, kind.getKey());
        }
        return Math.round(layers + table(a) * (a.tied() ? 1 : 2) + trunk(a)) + vision(a);
    }

    /// Parameters that one token is multiplied with: the active experts of each layer, and the head; not the lookup in a
    /// separate embedding, not the vision tower. Most published "A22B" figures count so, some add the embedding, some leave
    /// the head out too.
    public static long active(Architecture a) {
        double idle = 0;
        for (Map.Entry<Layer, Integer> kind : a.distinctLayers().entrySet()) {
            if (kind.getKey().feedForward() instanceof FeedForward.Mixture m) {
                double experts = Weights.of(a, kind.getKey(), Split.NONE).experts() + Weights.expertBias(m, a.hidden(), Split.NONE);
                idle += kind.getValue() * experts * (1 - m.activeExperts() / m.experts());
            }
        }
        return Math.round(total(a) - vision(a) - idle - (a.tied() ? 0 : table(a)));
    }

    /// Parameters of one layer.
    public static double layer(Architecture a, Layer layer) {
        return Weights.of(a, layer, Split.NONE).total();
    }

    /// Parameters of one layer on one rank, its routed experts counted.
    public static double layer(Architecture a, Layer layer, Split s) {
        return Weights.of(a, layer, s).total();
    }

    /// Parameters of the routed experts of one layer on one rank.
    public static double experts(Architecture a, Layer layer, Split s) {
        return Weights.of(a, layer, s).experts()
                + (layer.feedForward() instanceof FeedForward.Mixture m ? Weights.expertBias(m, a.hidden(), s) : 0);
    }

    /// Parameters of the embedding or head table on one rank.
    public static double table(Architecture a, Split s) {
        return (double) Math.ceilDiv(a.vocabulary(), s.vocabulary()) * a.hidden();
    }

    /// Parameters of the vision tower with its projections into the language model.
    public static long vision(Architecture a) {
        return a.vision().map(tower -> VisionShapes.parameters(tower, a.hidden())).orElse(0L);
    }

    /// Parameters of all draft layers: each one layer, a projection of two hidden vectors to one, and three norms
    /// (DeepSeek-V3, arXiv 2412.19437, equation 21); tables are shared with the model.
    public static double drafts(Architecture a) {
        return a.draftLayer().map(l -> a.draftLayers() * (layer(a, l) + draftProjection(a) + draftNorms(a))).orElse(0.0);
    }

    /// Bytes of weights on the rank that holds most, the whole depth of the model on it: linear weights as quantised,
    /// tables, norms, biases and router in 16 bits (32 in FP32 work). What the split does not divide is replicated.
    public static double weightBytes(Architecture a, Quantization q, Split s) {
        double layers = 0;
        for (Map.Entry<Layer, Integer> kind : a.distinctLayers().entrySet()) {
            layers += kind.getValue() * layerBytes(a, kind.getKey(), q, s);
        }
        double head = a.tied() ? 0 : tableBytes(a, q, s);
        return layers + embeddingBytes(a, q, s) + head + finalNorm(a) * q.wide().bytes();
    }

    /// Bytes of one layer on one rank.
    public static double layerBytes(Architecture a, Layer layer, Quantization q, Split s) {
        Weights w = Weights.of(a, layer, s);
        return (w.attention() + w.dense()) * q.denseWeights().bytes() + w.experts() * q.weights().bytes() + w.wide() * q.wide().bytes();
    }

    /// Bytes of the embedding, learned positions, loose vectors and vision tower (every rank holds the tower whole).
    public static double embeddingBytes(Architecture a, Quantization q, Split s) {
        double rest = (double) a.positions() * a.hidden() + a.looseParameters() + vision(a);
        return tableBytes(a, q, s) + rest * q.wide().bytes();
    }

    /// Bytes of the head and the final norm; a tied head counts here too, for stages that hold no embedding.
    public static double headBytes(Architecture a, Quantization q, Split s) {
        return tableBytes(a, q, s) + finalNorm(a) * q.wide().bytes();
    }

    /// Bytes of the draft layers on one rank.
    public static double draftBytes(Architecture a, Quantization q, Split s) {
        return a.draftLayer()
                .map(l -> a.draftLayers() * (layerBytes(a, l, q, s) + draftProjection(a) * q.denseWeights().bytes()
                        + draftNorms(a) * q.wide().bytes()))
                .orElse(0.0);
    }

    /// Bytes that one sequence of `context` tokens keeps on one rank: keys and values (windows cap at the window), latents,
    /// index keys, and the fixed states of linear layers.
    public static double kvBytes(Architecture a, Quantization q, Split s, double context) {
        double bytes = 0;
        for (Map.Entry<Layer, Integer> kind : a.distinctLayers().entrySet()) {
            bytes += kind.getValue() * layerKvBytes(kind.getKey().attention(), q, s, context);
        }
        return bytes;
    }

    /// [#kvBytes] over the context: bytes per token of a sequence that long.
    public static double kvBytesPerToken(Architecture a, Quantization q, Split s, double context) {
        return kvBytes(a, q, s, context) / context;
    }

    /// Bytes that one sequence keeps on one rank for one layer.
    public static double layerKvBytes(Attention attention, Quantization q, Split s, double context) {
        return switch (attention) {
            case Attention.GroupedQuery g -> {
                Heads heads = Heads.of(g, s);
                double kept = g.window() > 0 ? Math.min(g.window(), context) : context;
                double index = g.variant().indexer().map(Parameters::indexKey).orElse(0);
                yield (kept * (heads.keyWidth() + heads.valueWidth()) + context * index) * q.kv().bytes();
            }
            case Attention.Latent l -> context * q.kv().bytes()
                    * (l.latent() + l.rope() + l.indexer().map(Parameters::indexKey).orElse(0));
            case Attention.Compressed c -> q.kv().bytes() * (Math.min(c.window(), context) * c.headDim()
                    + c.entries(context) * (c.headDim() + c.indexer().map(Parameters::indexKey).orElse(0)));
            case Attention.Linear whole -> {
                Attention.Linear l = LinearShapes.share(whole, s);
                yield l.state() * STATE.bytes() + (l.convolution() - 1) * l.channels() * q.wide().bytes();
            }
        };
    }

    /// Forward FLOPs of one token that attends to `context` tokens, itself counted: two per active weight of every matrix
    /// product, head included and embedding lookup not, and 2 heads (key + value width) per token seen.
    public static double flopsPerToken(Architecture a, double context) {
        double flops = 2 * table(a);
        for (Map.Entry<Layer, Integer> kind : a.distinctLayers().entrySet()) {
            flops += kind.getValue() * (2 * activeMatrices(a, kind.getKey()) + mixing(kind.getKey().attention(), context));
        }
        return flops;
    }

    /// Forward FLOPs of one token in all draft layers: the layer without attention over the sequence, the projection, the head.
    static double draftFlopsPerToken(Architecture a) {
        return a.draftLayer().map(l -> a.draftLayers() * 2 * (activeMatrices(a, l) + draftProjection(a) + table(a))).orElse(0.0);
    }

    /// Mean forward FLOPs of the tokens of a sequence under a causal mask: half of the pairs, of a window or selection of w tokens
    /// w - w^2 / 2 s per token.
    static double causalFlopsPerToken(Architecture a, double sequence) {
        double flops = 2 * table(a);
        for (Map.Entry<Layer, Integer> kind : a.distinctLayers().entrySet()) {
            Attention attention = kind.getKey().attention();
            double window = attention instanceof Attention.GroupedQuery g ? IndexerOperators.narrower(g.window(), indexer(attention))
                    : IndexerOperators.narrower(0, indexer(attention));
            double seen = window > 0 && window < sequence ? window - window * window / (2 * sequence) : sequence / 2;
            flops += kind.getValue() * (2 * activeMatrices(a, kind.getKey()) + mixing(attention, seen));
        }
        return flops;
    }

    /// Weights of the matrix products that one token passes in one layer, router included.
    static double activeMatrices(Architecture a, Layer layer) {
        Weights w = Weights.of(a, layer, Split.NONE);
        double index = indexer(layer.attention()).map(i -> (double) a.hidden() * i.heads()).orElse(0.0);
        return w.attention() + w.dense() + index + HyperConnections.matrices(layer.streams(), a.hidden()) + switch (layer.feedForward()) {
            case FeedForward.Dense d -> 0;
            case FeedForward.Mixture m -> w.experts() * m.activeExperts() / m.experts()
                    + (double) a.hidden() * (m.experts() + m.identities());
        };
    }

    /// FLOPs of mixing one token with `context` others.
    private static double mixing(Attention attention, double context) {
        double index = indexer(attention).map(i -> 2.0 * i.heads() * i.headDim() * context).orElse(0.0);
        double seen = indexer(attention).map(i -> Math.min(i.topk(), context)).orElse(context);
        return switch (attention) {
            case Attention.GroupedQuery g -> index
                    + 2.0 * g.heads() * (g.headDim() + g.valueDim()) * (g.window() > 0 ? Math.min(g.window(), seen) : seen);
            case Attention.Latent l -> index + 2.0 * l.heads() * (l.nope() + l.rope() + l.value()) * seen;
            case Attention.Compressed c -> 2.0 * c.heads() * 2 * c.headDim() * Sight.last(c, context)
                    + c.indexer().map(i -> 2.0 * i.heads() * i.headDim() * c.entries(context)).orElse(0.0);
            case Attention.Linear l -> LinearShapes.flopsPerToken(l);
        };
    }

    static Optional<Attention.Indexer> indexer(Attention attention) {
        return switch (attention) {
            case Attention.GroupedQuery g -> g.variant().indexer();
            case Attention.Latent l -> l.indexer();
            case Attention.Compressed c -> c.indexer();
            case Attention.Linear l -> Optional.empty();
        };
    }

    /// Numbers of the index key that a layer caches per token; a layer that reuses another's selection caches none.
    private static int indexKey(Attention.Indexer indexer) {
        return indexer.heads() == 0 ? 0 : indexer.headDim();
    }

    private static double table(Architecture a) {
        return (double) a.vocabulary() * a.hidden();
    }

    private static double tableBytes(Architecture a, Quantization q, Split s) {
        return (double) Math.ceilDiv(a.vocabulary(), s.vocabulary()) * a.hidden() * q.wide().bytes();
    }

    private static double finalNorm(Architecture a) {
        return (double) Weights.normVectors(a) * a.hidden();
    }

    private static double trunk(Architecture a) {
        return (double) a.positions() * a.hidden() + finalNorm(a) + a.looseParameters();
    }

    static double draftProjection(Architecture a) {
        return 2.0 * a.hidden() * a.hidden();
    }

    static double draftNorms(Architecture a) {
        return 3 * finalNorm(a);
    }
}
