package dev.podwright.model;

import dev.podwright.document.Node;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Families that mix windowed and full layers in ways of their own.
final class WindowedFamily {
    private static final PlainFamily BIASED_ROUTER = new PlainFamily(false, true, false, 2, false, Mixtures.Traits.BIASED_ROUTER);

    /// Llama 4 attends to everything in every fourth layer unless `no_rope_layer_interval` says otherwise.
    private static final int LLAMA4_PERIOD = 4;

    private WindowedFamily() {}

    /// gpt-oss: sinks in every head, biases in attention, router and experts.
    static Body gptOss(Config c) {
        int layers = PlainFamily.layers(c);
        IntPredicate slides = PlainFamily.slides(c, layers);
        PlainFamily plain = new PlainFamily(true, true, false, 2, false, new Mixtures.Traits(true, true, false, true));
        Attention full = withSinks(plain.attention(c, 0));
        Attention sliding = withSinks(plain.attention(c, c.whole("sliding_window")));
        return Body.of(plain.withFeedForward(c, layers, i -> slides.test(i) ? sliding : full));
    }

    private static Attention withSinks(Attention.GroupedQuery g) {
        return new Attention.GroupedQuery(g.heads(), g.kvHeads(), g.headDim(), g.window(), g.qkvBias(), g.outputBias(), g.qkNorm(),
                false, new Attention.Variant(0, 0, true, false, false, Optional.empty()));
    }

    /// MiMo-V2-Flash: windowed layers have head counts and widths of their own; values are narrower than keys.
    static Body mimo(Config c) {
        int layers = PlainFamily.layers(c);
        boolean bias = c.flag("attention_bias", false);
        c.costless("attention_chunk_size");
        Attention full = new Attention.GroupedQuery(PlainFamily.heads(c), PlainFamily.keyValueHeads(c), c.whole("head_dim"), 0,
                bias, bias, false, false, values(c.whole("v_head_dim"), c.flag("add_full_attention_sink_bias", false)));
        Attention sliding = new Attention.GroupedQuery(c.findWhole(1, "swa_num_attention_heads").orElse(PlainFamily.heads(c)),
                c.findWhole(1, "swa_num_key_value_heads").orElse(PlainFamily.keyValueHeads(c)),
                c.findWhole(1, "swa_head_dim").orElse(PlainFamily.headDim(c)), PlainFamily.window(c), bias, bias, false, false,
                values(c.findWhole(1, "swa_v_head_dim").orElse(c.whole("v_head_dim")), c.flag("add_swa_attention_sink_bias", false)));
        List<Node> pattern = c.perLayer("hybrid_layer_pattern", layers)
                .orElseThrow(() -> c.node().wrong("a config with hybrid_layer_pattern", ""));
        return Body.of(BIASED_ROUTER.withFeedForward(c, layers, i -> pattern.get(i).whole(0) == 1 ? sliding : full));
    }

    private static Attention.Variant values(int valueDim, boolean sinks) {
        return new Attention.Variant(valueDim, 0, sinks, false, false, Optional.empty());
    }

    /// Step-3 (arXiv 2507.19427): queries factorised, one key-value head.
    static Body step3(Config c) {
        int layers = PlainFamily.layers(c);
        PlainFamily plain = new PlainFamily(false, true, false, 2, false, Mixtures.Traits.PLAIN);
        Attention attention = new Attention.GroupedQuery(PlainFamily.heads(c), PlainFamily.keyValueHeads(c), PlainFamily.headDim(c), 0,
                false, false, false, false, new Attention.Variant(0, c.whole("share_q_dim"), false, false, false, Optional.empty()));
        return Body.of(plain.withFeedForward(c, layers, i -> attention));
    }

    /// Llama 4: three of four layers attend within chunks, the fourth to everything without rotary positions.
    static Body llama4(Config c) {
        int layers = PlainFamily.layers(c);
        c.costless("use_qk_norm", "for_llm_compressor", "moe_layers", "layer_types");
        Attention full = chunked(c, 0);
        Attention chunk = chunked(c, c.count("attention_chunk_size", 0));
        int period = c.findWhole(1, "no_rope_layer_interval").orElse(LLAMA4_PERIOD);
        FeedForward.Mixture read = Mixtures.read(c, Mixtures.Traits.PLAIN);
        FeedForward routed = new FeedForward.Mixture(read.experts(), read.active(), read.inter(), read.inter(), true, false, false, 0, 1);
        FeedForward dense = new FeedForward.Dense(c.findWhole(1, "intermediate_size_mlp").orElse(read.inter()), true, false);
        IntPredicate sparse = Mixtures.sparse(c, layers);
        List<Layer> all = IntStream.range(0, layers)
                .mapToObj(i -> new Layer((i + 1) % period == 0 ? full : chunk, sparse.test(i) ? routed : dense))
                .toList();
        return Body.of(all).remark("Attention within chunks is priced as a sliding window as long as a chunk, at most twice the work.");
    }

    private static Attention chunked(Config c, int window) {
        boolean bias = c.flag("attention_bias", false);
        return new Attention.GroupedQuery(PlainFamily.heads(c), PlainFamily.keyValueHeads(c), PlainFamily.headDim(c), window, bias,
                bias, false, false);
    }

    /// MiniMax-M3: an indexer scores blocks of the context on most layers.
    static Body minimax3(Config c) {
        int layers = PlainFamily.layers(c);
        PlainFamily plain = new PlainFamily(false, true, true, 2, false, Mixtures.Traits.BIASED_ROUTER);
        c.require("attention_output_gate", false, "gated attention of MiniMax is not modelled");
        c.costless("num_mtp_modules");
        Attention.GroupedQuery full = plain.attention(c, 0);
        Config sparse = c.part("sparse_attention_config").orElseThrow(() -> c.node().wrong("a config with sparse_attention_config", ""));
        sparse.require("use_sparse_attention", true, "MiniMax-M3 without sparse attention is not modelled");
        sparse.costless("sparse_disable_index_value", "sparse_init_block", "sparse_local_block", "sparse_score_type");
        Attention.Indexer indexer = new Attention.Indexer(sparse.whole("sparse_num_index_heads"), sparse.whole("sparse_index_dim"),
                sparse.whole("sparse_topk_blocks") * sparse.whole("sparse_block_size"));
        Attention selecting = new Attention.GroupedQuery(full.heads(), full.kvHeads(), full.headDim(), 0, full.qkvBias(),
                full.outputBias(), full.qkNorm(), false,
                new Attention.Variant(0, 0, false, false, full.variant().wideNorm(), Optional.of(indexer)));
        List<Node> on = sparse.perLayer("sparse_attention_freq", layers)
                .orElseThrow(() -> sparse.node().wrong("an object with sparse_attention_freq", ""));
        return Body.of(plain.withFeedForward(c, layers, i -> on.get(i).whole(0) == 1 ? selecting : full)).drafts(PlainFamily.drafts(c))
                .remark("The indexer of MiniMax-M3 is priced as that of DeepSeek-V3.2 with queries projected from the hidden state.");
    }
}
