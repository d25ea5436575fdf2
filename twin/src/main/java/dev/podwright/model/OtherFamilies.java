package dev.podwright.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Families that are like no other.
final class OtherFamilies {
    private static final int TWO_WIDTHS = 2;

    private OtherFamilies() {}

    /// LongCat-Flash (arXiv 2509.01322): a layer holds two attentions and two dense feed-forwards, and a mixture that runs
    /// beside the first feed-forward. It stands here as two layers: the first dense block is the shared expert of the mixture.
    static Body longCat(Config c) {
        int layers = c.whole("num_layers");
        c.costless("attention_method", "router_bias", "num_hidden_layers");
        Attention attention = LatentFamily.attention(c, Optional.empty());
        int inter = c.wholeOf("ffn_hidden_size", "intermediate_size");
        FeedForward.Mixture m = Mixtures.read(c, Mixtures.Traits.BIASED_ROUTER);
        Layer first = new Layer(attention, new FeedForward.Mixture(m.experts(), m.active(), m.inter(), inter, true, false, false,
                m.identities(), 1, 0, true));
        Layer second = new Layer(attention, new FeedForward.Dense(inter, true, false));
        List<Layer> all = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            all.add(first);
            all.add(second);
        }
        return Body.of(all).drafts(c.count("mtp_num_layers", 0))
                .remark("Each of the %d double layers stands as two layers; the first dense feed-forward is counted as shared expert.".formatted(layers));
    }

    /// iFlytekSpark: LayerNorm, gated GELU. `ffn_hidden_size` counts gate and up together.
    static Body spark(Config c) {
        int together = c.count("ffn_hidden_size", 0);
        int inter = c.findWhole(1, "intermediate_size").orElse(together / TWO_WIDTHS);
        if (inter == 0 || together > 0 && together != TWO_WIDTHS * inter) {
            throw c.node().wrong("a config whose ffn_hidden_size (%d) is twice its intermediate_size (%d)".formatted(together, inter), "");
        }
        c.require("gated_ffn", true, "iFlytekSpark has a gated feed-forward");
        c.costless("norm");
        Attention attention = new Attention.GroupedQuery(PlainFamily.heads(c), PlainFamily.keyValueHeads(c), PlainFamily.headDim(c),
                PlainFamily.window(c), false, false, false, false);
        return Body.of(PlainFamily.layers(c), new Layer(attention, new FeedForward.Dense(inter, true, false))).withLayerNorm();
    }

    /// ChatGLM and GLM-4-9B: key names of their own.
    static Body chatGlm(Config c) {
        int heads = c.whole("num_attention_heads");
        c.costless("multi_query_attention", "rmsnorm", "post_layer_norm", "interleaved_qkv", "original_rope", "fp32_residual_connection",
                "kv_channels", "seq_length");
        boolean bias = c.flag("add_bias_linear", false);
        int groups = c.findWhole(1, "multi_query_group_num").orElse(heads);
        Attention attention = new Attention.GroupedQuery(heads, groups, c.findWhole(1, "kv_channels").orElse(PlainFamily.headDim(c)), 0,
                bias || c.flag("add_qkv_bias", false), bias, false, false);
        Layer layer = new Layer(attention, new FeedForward.Dense(c.whole("ffn_hidden_size"), true, bias));
        return Body.of(c.whole("num_layers"), layer);
    }
}
