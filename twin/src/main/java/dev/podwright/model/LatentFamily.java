package dev.podwright.model;

import dev.podwright.document.Node;
import java.util.List;
import java.util.Optional;

/// Transformers of the DeepSeek kind: latent attention, a few dense layers, then mixtures with shared experts.
///
/// @param routerBias whether the router has a bias per expert (V3 and later)
/// @param norms norms per layer (Pangu Ultra MoE: sandwich)
record LatentFamily(boolean routerBias, int norms) {

    static final LatentFamily V2 = new LatentFamily(false, 2);
    static final LatentFamily V3 = new LatentFamily(true, 2);
    static final LatentFamily PANGU = new LatentFamily(true, 4);

    Body read(Config c) {
        int layers = PlainFamily.layers(c);
        Attention.Latent full = attention(c, indexer(c));
        Attention.Latent reusing = attention(c, indexer(c).map(i -> new Attention.Indexer(0, 0, i.topk())));
        c.perLayer("layer_types", layers).orElse(List.of()).forEach(n -> Mixtures.oneOf(n, "indexed_attention", "full_attention"));
        Optional<List<Node>> selectors = c.perLayer("indexer_types", layers);
        c.costless("index_topk_freq", "index_skip_topk_offset", "index_topk_pattern", "index_share_for_mtp_iteration");
        Mixtures.Traits traits = new Mixtures.Traits(true, false, false, routerBias);
        PlainFamily rest = new PlainFamily(false, false, false, norms, false, traits);
        List<Layer> all = rest.withFeedForward(c, layers,
                i -> selectors.map(s -> Mixtures.oneOf(s.get(i), "shared", "full") ? reusing : full).orElse(full));
        return Body.of(all).drafts(PlainFamily.drafts(c));
    }

    static Attention.Latent attention(Config c, Optional<Attention.Indexer> indexer) {
        c.require("attention_bias", false, "biases of latent attention are not modelled");
        c.costless("num_key_value_heads", "head_dim", "qk_head_dim");
        return new Attention.Latent(c.whole("num_attention_heads"), c.count("q_lora_rank", 0), c.whole("kv_lora_rank"),
                c.whole("qk_nope_head_dim"), c.whole("qk_rope_head_dim"), c.whole("v_head_dim"), indexer,
                c.flag("mla_use_output_gate", false));
    }

    private static Optional<Attention.Indexer> indexer(Config c) {
        return c.has("index_topk")
                ? Optional.of(new Attention.Indexer(c.whole("index_n_heads"), c.whole("index_head_dim"), c.whole("index_topk")))
                : Optional.empty();
    }
}
