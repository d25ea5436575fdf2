package dev.podwright.model;

import dev.podwright.units.Precision;
import java.util.Set;

/// What feed-forward layers keep.
final class SavedFeedForward {
    private static final Set<Part> DENSE = Set.of(Part.FEED_FORWARD);
    private static final Set<Part> DENSE_ACTIVATION = Set.of(Part.FEED_FORWARD, Part.ACTIVATION);
    private static final Set<Part> MIXTURE = Set.of(Part.EXPERTS);
    private static final Set<Part> MIXTURE_ACTIVATION = Set.of(Part.EXPERTS, Part.ACTIVATION);

    private SavedFeedForward() {}

    static void add(Keeper k, FeedForward feedForward) {
        switch (feedForward) {
            case FeedForward.Dense d when d.inter() == 0 -> { }
            case FeedForward.Dense d -> dense(k, d);
            case FeedForward.Mixture m -> mixture(k, m);
        }
    }

    private static void dense(Keeper k, FeedForward.Dense d) {
        if (!k.oneNorm()) {
            k.normInput("ffn");
            k.normOutput("ffn", k.dense());
        }
        block(k, "ffn", d.inter(), d.gated(), DENSE, DENSE_ACTIVATION);
        k.after("ffn");
    }

    /// The router reads 16 bits, so the norm is kept in 16 bits whatever the experts compute in. Tokens are weighted before the
    /// down product, so that what experts give back is not kept (memory-efficient permutation, arXiv 2603.07685).
    private static void mixture(Keeper k, FeedForward.Mixture m) {
        k.normInput("moe");
        k.normOutput("moe", k.wide());
        // Scores of every expert and their softmax or sigmoid.
        k.keep("moe.router.scores", 2 * k.shared * (m.experts() + m.identities()) * Precision.FP32.bytes(), MIXTURE);
        double inside = m.latent() > 0 ? m.latent() : k.hidden;
        if (m.latent() > 0) {
            k.keep("moe.latent_down.input", narrowCopy(k, k.hidden), MIXTURE);
            k.keep("moe.latent_up.input", k.shared * inside * k.dense(), MIXTURE);
        }
        double pairs = pairs(m, k.tokens, k.split);
        double inter = (double) m.inter() / k.split.expertTensor();
        k.keep("moe.experts.input", pairs * inside * k.expert(), MIXTURE);
        k.keep("moe.experts.activation.input", pairs * ups(m.gated()) * inter * k.wide(), MIXTURE);
        k.keep("moe.experts.down.input", pairs * inter * k.expert(), MIXTURE_ACTIVATION);
        if (m.sharedInter() > 0) {
            k.keep("moe.shared.input", narrowCopy(k, k.hidden), MIXTURE);
            block(k, "moe.shared", m.sharedInter(), m.gated(), MIXTURE, MIXTURE_ACTIVATION);
        }
        k.after("moe");
    }

    /// Token-expert pairs that a rank computes under balanced routing. The `experts x expertTensor` ranks that share the experts
    /// bring `tokens / attention` tokens each, and the `expertTensor` ranks of an expert all get its tokens.
    static double pairs(FeedForward.Mixture m, double tokens, Split split) {
        double groupTokens = tokens / split.attention() * split.experts() * split.expertTensor();
        return Routing.balanced(groupTokens).pairs(m, split);
    }

    private static void block(Keeper k, String name, double width, boolean gated, Set<Part> whole, Set<Part> activation) {
        double inter = width / k.split.dense();
        k.keep(name + ".activation.input", k.tokens * ups(gated) * inter * k.wide(), whole);
        k.keep(name + ".down.input", k.tokens * inter * k.dense(), activation);
    }

    /// A copy in the precision of a product beside the wide one that is kept anyway; none where both are the same.
    private static double narrowCopy(Keeper k, double width) {
        return k.dense() < k.wide() ? k.shared * width * k.dense() : 0;
    }

    private static double ups(boolean gated) {
        return gated ? 2 : 1;
    }
}
