package dev.podwright.model;

import dev.podwright.document.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Families that are like no other.
final class OtherFamilies {
    private static final int TWO_WIDTHS = 2;
    /// DeepSeek-V4 selects among entries of four tokens and reads all of those that are longer (arXiv 2606.19348).
    private static final int SELECTING_RATIO = 4;

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
                .remark("Each of the %d double layers stands as two layers; the first dense feed-forward is counted as shared expert."
                        .formatted(layers));
    }

    /// DeepSeek-V4: compressed attention of several ratios, experts in every layer, four residual streams.
    static Body deepSeek4(Config c) {
        int layers = PlainFamily.layers(c);
        c.require("attention_bias", false, "biases of compressed attention are not modelled");
        c.costless("num_key_value_heads", "num_hash_layers", "compress_rope_theta", "hc_eps", "hc_sinkhorn_iters");
        int streams = c.findWhole(1, "hc_mult").orElse(1);
        List<Node> ratios = c.list("compress_ratios").orElse(List.of());
        if (ratios.size() < layers) {
            throw c.node().wrong("a config whose compress_ratios name each of the %d layers".formatted(layers), "");
        }
        FeedForward experts = Mixtures.read(c, Mixtures.Traits.BIASED_ROUTER);
        Attention.Indexer indexer = new Attention.Indexer(c.whole("index_n_heads"), c.whole("index_head_dim"), c.whole("index_topk"));
        List<Layer> all = new ArrayList<>();
        for (Node node : ratios.subList(0, layers)) {
            int ratio = node.whole(0);
            Attention attention = new Attention.Compressed(PlainFamily.heads(c), c.whole("head_dim"), c.whole("qk_rope_head_dim"),
                    c.whole("q_lora_rank"), c.whole("o_groups"), c.whole("o_lora_rank"), c.whole("sliding_window"), ratio,
                    ratio == SELECTING_RATIO ? Optional.of(indexer) : Optional.empty());
            all.add(new Layer(attention, experts, 2, false, streams));
        }
        long head = streams > 1 ? (long) streams * (streams * PlainFamily.hidden(c) + 1) + 1 : 0;
        return Body.of(all).drafts(PlainFamily.drafts(c)).loose(head)
                .remark("The tables that route the first %d layers by token are not counted.".formatted(c.count("num_hash_layers", 0)));
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
