package dev.podwright.model;

/// Transformers of the GPT kind: LayerNorm, biases, two feed-forward matrices, often learned positions and shared tables.
/// Each method reads one family; what it fixes is what that family's reference implementation does.
final class GptFamily {
    private static final int WIDENING = 4;
    /// Rows that OPT's position table has before position 0 (OPTLearnedPositionalEmbedding).
    private static final int OPT_OFFSET = 2;
    private static final int PRE_NORMS = 2;
    private static final int LAYER_NORM = 2;

    private GptFamily() {}

    /// GPT-2 and GPT-3: learned positions, shared tables, biases everywhere.
    static Body gpt2(Config c) {
        int inter = c.findWhole(1, "n_inner", "intermediate_size").orElse(WIDENING * PlainFamily.hidden(c));
        Layer layer = layer(attention(c, true, true), new FeedForward.Dense(inter, false, true), PRE_NORMS, false);
        return Body.of(PlainFamily.layers(c), layer).withLayerNorm().tied(true).positions(c.wholeOf("n_positions", "n_ctx"));
    }

    /// Shapes printed with training measurements, of no named implementation. As Megatron-LM counts them (arXiv 2104.04473,
    /// equation 2): biases everywhere, one shared table, learned positions if their number is said.
    static Body table(Config c) {
        boolean bias = c.flag("bias", true);
        int inter = c.findWhole(1, "intermediate_size").orElse(WIDENING * PlainFamily.hidden(c));
        boolean parallel = c.flag("parallel_attn", false);
        FeedForward ffn = new FeedForward.Dense(inter, c.flag("gated_ffn", false), bias);
        Layer layer = layer(attention(c, bias, bias), ffn, parallel ? 1 : PRE_NORMS, parallel);
        Body body = Body.of(PlainFamily.layers(c), layer).tied(true).positions(c.count("n_positions", 0));
        return bias ? body.withLayerNorm() : body;
    }

    /// GPT-J: attention and feed-forward from one norm, biases in the feed-forward and in the head.
    static Body gptJ(Config c) {
        int inter = c.findWhole(1, "n_inner", "intermediate_size").orElse(WIDENING * PlainFamily.hidden(c));
        Layer layer = layer(attention(c, false, false), new FeedForward.Dense(inter, false, true), 1, true);
        return Body.of(PlainFamily.layers(c), layer).withLayerNorm().loose(c.whole("vocab_size"));
    }

    /// GPT-NeoX and Pythia: two norms, parallel unless switched off, rotary.
    static Body neoX(Config c) {
        boolean bias = c.flag("attention_bias", true);
        Layer layer = layer(attention(c, bias, bias), new FeedForward.Dense(c.whole("intermediate_size"), false, true), PRE_NORMS,
                c.flag("use_parallel_residual", true));
        return Body.of(PlainFamily.layers(c), layer).withLayerNorm();
    }

    static Body opt(Config c) {
        int hidden = PlainFamily.hidden(c);
        c.find("word_embed_proj_dim").ifPresent(n -> {
            if (n.whole(1) != hidden) {
                throw n.wrong("the hidden size %d".formatted(hidden), "Embeddings of another width (OPT-350M) are not priced.");
            }
        });
        c.costless("do_layer_norm_before", "_remove_final_layer_norm", "layer_norm_elementwise_affine");
        boolean bias = c.flag("enable_bias", true);
        int inter = c.wholeOf("ffn_dim", "intermediate_size");
        Layer layer = layer(attention(c, bias, bias), new FeedForward.Dense(inter, false, bias), PRE_NORMS, false);
        return Body.of(PlainFamily.layers(c), layer).withLayerNorm().tied(true)
                .positions(c.whole("max_position_embeddings") + OPT_OFFSET);
    }

    /// BLOOM: a LayerNorm after the embedding, positions by attention bias.
    static Body bloom(Config c) {
        int hidden = PlainFamily.hidden(c);
        Layer layer = layer(attention(c, true, true), new FeedForward.Dense(WIDENING * hidden, false, true), PRE_NORMS, false);
        return Body.of(PlainFamily.layers(c), layer).withLayerNorm().tied(true).loose(LAYER_NORM * hidden);
    }

    /// Falcon: parallel; with the new decoder architecture grouped heads and two norms, before it one key-value head.
    static Body falcon(Config c) {
        boolean grouped = c.flag("new_decoder_architecture", false);
        boolean parallel = c.flag("parallel_attn", true);
        boolean bias = c.flag("bias", false);
        c.costless("alibi", "multi_query", "num_ln_in_parallel_attn");
        int inter = c.findWhole(1, "ffn_hidden_size", "intermediate_size").orElse(WIDENING * PlainFamily.hidden(c));
        Attention.GroupedQuery read = attention(c, bias, bias);
        boolean single = !grouped && c.flag("multi_query", true);
        Attention attention = single
                ? new Attention.GroupedQuery(read.heads(), 1, read.headDim(), 0, bias, bias, false, false)
                : read;
        int norms = parallel && !grouped ? 1 : PRE_NORMS;
        return Body.of(PlainFamily.layers(c), layer(attention, new FeedForward.Dense(inter, false, bias), norms, parallel))
                .withLayerNorm().tied(true);
    }

    /// MPT: no biases at all, norms with weights only, shared tables.
    static Body mpt(Config c) {
        c.require("no_bias", true, "MPT with biases is not modelled");
        c.costless("attn_config", "init_config", "learned_pos_emb", "init_device", "norm_type", "verbose", "emb_pdrop",
                "embedding_fraction", "logit_scale", "resid_pdrop");
        int inter = c.count("expansion_ratio", WIDENING) * PlainFamily.hidden(c);
        Layer layer = layer(attention(c, false, false), new FeedForward.Dense(inter, false, false), PRE_NORMS, false);
        return Body.of(PlainFamily.layers(c), layer).tied(true);
    }

    /// Phi-1 and Phi-2: parallel from one norm, biases everywhere, the head too.
    static Body phi(Config c) {
        c.require("qk_layernorm", false, "norms of q and k with biases are not modelled");
        Layer layer = layer(attention(c, true, true), new FeedForward.Dense(c.whole("intermediate_size"), false, true), 1, true);
        return Body.of(PlainFamily.layers(c), layer).withLayerNorm().loose(c.whole("vocab_size"));
    }

    /// Nemotron-4 and Minitron: grouped heads, rotary, squared ReLU, LayerNorm, no biases, separate tables.
    static Body nemotron(Config c) {
        boolean bias = c.flag("attention_bias", false);
        FeedForward ffn = new FeedForward.Dense(c.whole("intermediate_size"), false, c.flag("mlp_bias", false));
        return Body.of(PlainFamily.layers(c), layer(attention(c, bias, bias), ffn, PRE_NORMS, false)).withLayerNorm();
    }

    private static Layer layer(Attention attention, FeedForward feedForward, int norms, boolean parallel) {
        return new Layer(attention, feedForward, norms, parallel);
    }

    private static Attention.GroupedQuery attention(Config c, boolean qkvBias, boolean outputBias) {
        return new Attention.GroupedQuery(PlainFamily.heads(c), PlainFamily.keyValueHeads(c), PlainFamily.headDim(c),
                PlainFamily.window(c), qkvBias, outputBias, false, false);
    }
}
