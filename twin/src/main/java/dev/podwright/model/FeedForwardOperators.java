package dev.podwright.model;

import java.util.List;

/// Operators of dense feed-forward layers and mixtures of experts.
final class FeedForwardOperators {
    private FeedForwardOperators() {}

    static List<Operator> dense(Architecture a, Layer layer, FeedForward.Dense d, double tokens, Split split, Quantization q) {
        Linears ops = new Linears(q);
        if (!layer.parallel() || layer.norms() > 1) {
            ops.add(Streams.norm("ffn.norm", tokens / split.sequence(), a.hidden(), q.wide()));
        }
        block(ops, "ffn", tokens, a.hidden(), (double) d.inter() / split.dense(), d.gated());
        return ops.done();
    }

    static List<Operator> mixture(Architecture a, FeedForward.Mixture m, double tokens, Split split, Quantization q, Routing routing) {
        double hidden = a.hidden();
        double inside = m.latent() > 0 ? m.latent() : hidden;
        double routable = m.experts() + m.identities();
        // Tensor ranks that divide the sequence route their own tokens and gather all for the shared experts alone.
        double own = tokens / split.sequence();
        Linears ops = new Linears(q);
        if (tokens > 0) {
            ops.add(Streams.norm("moe.norm", own, hidden, q.wide()));
            ops.unquantised("moe.router", 1, own, routable, hidden);
            ops.add(Streams.pass("moe.select", own * routable, q.wide()));
        }
        if (tokens > 0 && m.latent() > 0) {
            ops.linear("moe.latent_down", own, inside, hidden);
        }
        double pairs = routing.pairs(m, split);
        if (pairs > 0) {
            double inter = (double) m.inter() / split.expertTensor();
            ops.cast("moe.experts", pairs * inside, q.activations());
            ops.add(new Operator.Experts("moe.experts", pairs, routing.distinct(m, split), Routing.localExperts(m, split),
                    inside, inter, m.gated(), q.weights(), q.activations()));
        }
        if (tokens > 0) {
            double copies = m.active() + 1;
            ops.add(new Operator.Stream("moe.combine", own * copies * inside * q.wide().bytes(), 2 * own * m.active() * inside, q.wide()));
            if (m.latent() > 0) {
                ops.linear("moe.latent_up", own, hidden, inside);
            }
            if (m.sharedInter() > 0) {
                block(ops, "moe.shared", tokens, hidden, (double) m.sharedInter() / split.dense(), m.gated());
            }
        }
        return ops.done();
    }

    /// Up (and gate), activation, down. Gate and up run as one product.
    private static void block(Linears ops, String name, double tokens, double hidden, double inter, boolean gated) {
        double ups = gated ? 2 : 1;
        ops.linear(name + (gated ? ".gate_up" : ".up"), tokens, ups * inter, hidden);
        ops.add(Streams.activation(name + ".activation", tokens, inter, ups, ops.wide()));
        ops.linear(name + ".down", tokens, hidden, inter);
    }
}
