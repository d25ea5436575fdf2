package dev.podwright.model;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Gemma 1 to 4: shared tables, wide heads, gated GELU; from Gemma 2 on norms around every block and sliding windows on
/// most layers.
final class GemmaFamily {
    private static final int PRE = 2;
    private static final int SANDWICH = 4;
    /// Gemma 4 layers with experts norm both branches on their way in and out.
    private static final int SANDWICH_WITH_EXPERTS = 7;
    private static final int GEMMA2_PERIOD = 2;
    private static final int GEMMA3_PERIOD = 6;
    private static final Mixtures.Traits EXPERTS = new Mixtures.Traits(true, false, false, true);

    private GemmaFamily() {}

    static Body gemma(Config c) {
        return new PlainFamily(false, true, false, PRE, true, Mixtures.Traits.PLAIN).read(c);
    }

    /// Every second layer sees the whole context.
    static Body gemma2(Config c) {
        return windowed(c, false, GEMMA2_PERIOD);
    }

    /// Every sixth layer sees the whole context; q and k are normalised.
    static Body gemma3(Config c) {
        int period = c.findWhole(1, "sliding_window_pattern", "_sliding_window_pattern").orElse(GEMMA3_PERIOD);
        return windowed(c, true, period);
    }

    private static Body windowed(Config c, boolean normed, int period) {
        c.costless("use_bidirectional_attention");
        PlainFamily plain = new PlainFamily(false, true, normed, SANDWICH, true, Mixtures.Traits.PLAIN);
        int layers = PlainFamily.layers(c);
        Attention full = plain.attention(c, 0);
        Attention sliding = plain.attention(c, c.whole("sliding_window"));
        IntPredicate slides = c.has("layer_types") ? PlainFamily.slides(c, layers) : i -> (i + 1) % period != 0;
        return Body.of(plain.withFeedForward(c, layers, i -> slides.test(i) ? sliding : full)).tied(true);
    }

    /// Full layers have wider and fewer key heads and take values from the keys; a layer with experts runs them beside its
    /// dense feed-forward, which is therefore a shared expert.
    static Body gemma4(Config c) {
        c.require("use_double_wide_mlp", false, "double-wide feed-forward is not modelled");
        c.costless("use_bidirectional_attention", "vocab_size_per_layer_input", "vision_soft_tokens_per_image");
        zero(c, "hidden_size_per_layer_input", "embeddings per layer are not modelled");
        zero(c, "num_kv_shared_layers", "layers that share keys and values are not modelled");
        int layers = PlainFamily.layers(c);
        IntPredicate slides = PlainFamily.slides(c, layers);
        boolean bias = c.flag("attention_bias", false);
        int heads = PlainFamily.heads(c);
        Attention sliding = new Attention.GroupedQuery(heads, PlainFamily.keyValueHeads(c), c.whole("head_dim"),
                c.whole("sliding_window"), bias, bias, true, false);
        Attention.Variant shared = new Attention.Variant(0, 0, false, c.flag("attention_k_eq_v", false), false, Optional.empty());
        Attention full = new Attention.GroupedQuery(heads, c.whole("num_global_key_value_heads"), c.whole("global_head_dim"), 0,
                bias, bias, true, false, shared);
        FeedForward ffn = feedForward(c);
        int norms = ffn instanceof FeedForward.Mixture ? SANDWICH_WITH_EXPERTS : SANDWICH;
        List<Layer> all = IntStream.range(0, layers).mapToObj(i -> new Layer(slides.test(i) ? sliding : full, ffn, norms, false)).toList();
        return Body.of(all).tied(true);
    }

    private static FeedForward feedForward(Config c) {
        int dense = c.whole("intermediate_size");
        if (!c.flag("enable_moe_block", false)) {
            return new FeedForward.Dense(dense, true, false);
        }
        FeedForward.Mixture m = Mixtures.read(c, EXPERTS);
        return new FeedForward.Mixture(m.experts(), m.active(), m.inter(), dense, true, false, false, 0, 1, 0, true);
    }

    private static void zero(Config c, String key, String why) {
        c.find(key).ifPresent(n -> {
            if (n.whole(0) != 0) {
                throw n.wrong("0", "Not priced: %s.".formatted(why));
            }
        });
    }
}
