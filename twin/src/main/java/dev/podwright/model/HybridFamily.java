package dev.podwright.model;

import dev.podwright.document.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/// Families that alternate linear attention with attention over a cache.
final class HybridFamily {
    private static final int QWEN_PERIOD = 4;
    private static final Mixtures.Traits SHARED_GATE = new Mixtures.Traits(true, false, true, false);

    private HybridFamily() {}

    /// Qwen3-Next and Qwen3.5: three Gated DeltaNet layers, then one of gated attention.
    static Body qwen(Config c) {
        int layers = PlainFamily.layers(c);
        c.require("attn_output_gate", true, "these models without output gate are not modelled");
        c.require("mtp_use_dedicated_embeddings", false, "draft layers with tables of their own are not modelled");
        c.costless("output_gate_type", "use_sliding_window");
        int period = c.findWhole(1, "full_attention_interval").orElse(QWEN_PERIOD);
        Optional<List<Node>> types = c.perLayer("layer_types", layers);
        IntPredicate linear = i -> types.map(t -> Mixtures.oneOf(t.get(i), "linear_attention", "full_attention"))
                .orElse((i + 1) % period != 0);
        boolean bias = c.flag("attention_bias", false);
        Attention full = new Attention.GroupedQuery(PlainFamily.heads(c), PlainFamily.keyValueHeads(c), PlainFamily.headDim(c), 0,
                bias, bias, true, true);
        Attention delta = new Attention.Linear(c.whole("linear_num_key_heads"), c.whole("linear_num_value_heads"),
                c.whole("linear_key_head_dim"), c.whole("linear_value_head_dim"), c.whole("linear_conv_kernel_dim"));
        PlainFamily rest = new PlainFamily(false, true, true, 2, false, SHARED_GATE);
        return Body.of(rest.withFeedForward(c, layers, i -> linear.test(i) ? delta : full))
                .drafts(c.count("mtp_num_hidden_layers", 0));
    }

    /// Kimi Linear (arXiv 2510.26692) and Kimi-K3: Kimi Delta Attention, every fourth layer latent attention; the routed
    /// experts of K3 work in a narrower space.
    static Body kimi(Config c) {
        int layers = PlainFamily.layers(c);
        Config linear = c.part("linear_attn_config").orElseThrow(() -> c.node().wrong("a config with linear_attn_config", ""));
        linear.costless("gate_lower_bound");
        c.costless("latent_moe_use_norm", "attn_res_block_size");
        int heads = linear.whole("num_heads");
        int width = linear.whole("head_dim");
        Attention.Rule rule = linear.flag("use_full_rank_gate", false) ? Attention.Rule.KIMI_DELTA_FULL_GATE : Attention.Rule.KIMI_DELTA;
        Attention delta = new Attention.Linear(heads, heads, width, width, linear.whole("short_conv_kernel_size"), rule);
        Attention full = LatentFamily.attention(c, Optional.empty());
        List<Integer> attending = numbered(linear, "full_attn_layers", layers);
        List<Integer> mixing = numbered(linear, "kda_layers", layers);
        for (int i = 1; i <= layers; i++) {
            if (attending.contains(i) == mixing.contains(i)) {
                throw linear.node().wrong("an object whose full_attn_layers and kda_layers name layer %d once".formatted(i), "");
            }
        }
        PlainFamily rest = new PlainFamily(false, false, false, 2, false, Mixtures.Traits.BIASED_ROUTER);
        Body body = Body.of(rest.withFeedForward(c, layers, i -> attending.contains(i + 1) ? full : delta)).drafts(PlainFamily.drafts(c));
        return c.has("attn_res_block_size") ? body.remark("Residual attention over blocks of layers is not priced.") : body;
    }

    /// Numbers of layers, counted from 1.
    private static List<Integer> numbered(Config c, String key, int layers) {
        List<Integer> numbers = new ArrayList<>();
        for (Node n : c.list(key).orElse(List.of())) {
            int number = n.whole(1);
            if (number > layers) {
                throw n.wrong("one of the layers 1 to %d".formatted(layers), "");
            }
            numbers.add(number);
        }
        return numbers;
    }
}
