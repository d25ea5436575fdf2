package dev.podwright.model;

import dev.podwright.document.Node;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Transformers of the Llama kind: grouped-query attention, then a dense feed-forward or a mixture.
///
/// @param qkvBias whether q, k, v have biases unless `attention_bias` says otherwise
/// @param outputFollows whether `attention_bias` reaches the output projection too
/// @param qkNorm whether q and k are normalised unless `use_qk_norm` says otherwise
/// @param norms norms per layer
/// @param tied whether tables are shared unless `tie_word_embeddings` says otherwise
/// @param experts what the family's experts are like
record PlainFamily(boolean qkvBias, boolean outputFollows, boolean qkNorm, int norms, boolean tied, Mixtures.Traits experts) {

    private static final String[] HIDDEN = {"hidden_size", "n_embd", "n_embed", "d_model"};
    private static final String[] KEY_VALUE_HEADS = {"num_key_value_heads", "num_kv_heads", "num_attention_groups"};
    private static final int PRE = 2;
    private static final int SANDWICH = 4;

    static final PlainFamily LLAMA = new PlainFamily(false, true, false, PRE, false, Mixtures.Traits.PLAIN);
    static final PlainFamily BIASED = new PlainFamily(true, true, false, PRE, false, Mixtures.Traits.PLAIN);
    static final PlainFamily QWEN2 = new PlainFamily(true, false, false, PRE, false, new Mixtures.Traits(true, false, true, false));
    static final PlainFamily QWEN3 = new PlainFamily(false, true, true, PRE, false, Mixtures.Traits.PLAIN);
    static final PlainFamily GLM = new PlainFamily(true, false, false, PRE, false, Mixtures.Traits.BIASED_ROUTER);
    static final PlainFamily GLM_SANDWICHED = new PlainFamily(true, false, false, SANDWICH, false, Mixtures.Traits.PLAIN);
    static final PlainFamily NORMED = new PlainFamily(false, true, true, PRE, false, Mixtures.Traits.BIASED_ROUTER);
    static final PlainFamily SANDWICHED = new PlainFamily(false, true, false, SANDWICH, false, Mixtures.Traits.PLAIN);

    Body read(Config c) {
        int layers = layers(c);
        c.perLayer("attn_type_list", layers).orElse(List.of()).forEach(n -> {
            if (n.whole(0) != 1) {
                throw n.wrong("1", "Linear attention of MiniMax is not modelled.");
            }
        });
        c.costless("mtp_transformer_layers", "num_mtp_modules", "use_mtp", "interleaved");
        Attention attention = attention(c, 0);
        Attention windowed = attention(c, window(c));
        IntPredicate slides = slides(c, layers);
        List<Layer> all = withFeedForward(c, layers, i -> slides.test(i) ? windowed : attention);
        return Body.of(all).tied(tied).drafts(drafts(c));
    }

    /// Layers with a given mixer each, feed-forward as the config says.
    List<Layer> withFeedForward(Config c, int layers, IntFunction<Attention> mixer) {
        boolean mixture = Mixtures.in(c);
        IntPredicate sparse = mixture ? Mixtures.sparse(c, layers) : i -> false;
        boolean gated = c.flag("gated_ffn", true);
        FeedForward.Mixture routed = mixture
                ? Mixtures.read(c, new Mixtures.Traits(gated, experts.bias(), experts.sharedGate(), experts.routerBias()))
                : null;
        boolean anyDense = IntStream.range(0, layers).anyMatch(i -> !sparse.test(i));
        boolean bias = c.flag("mlp_bias", false);
        if (!mixture) {
            c.costless("mlp_only_layers", "decoder_sparse_step", "moe_intermediate_size", "num_experts_per_tok", "top_k_experts");
        }
        c.costless("intermediate_size", "dense_intermediate_size", "intermediate_size_mlp");
        FeedForward dense = anyDense
                ? new FeedForward.Dense(denseWidth(c), gated, bias)
                : routed;
        return IntStream.range(0, layers)
                .mapToObj(i -> new Layer(mixer.apply(i), sparse.test(i) ? routed : dense, norms, false))
                .toList();
    }

    private static int denseWidth(Config c) {
        return c.findWhole(1, "dense_intermediate_size").or(() -> c.findWhole(1, "intermediate_size_mlp"))
                .orElseGet(() -> c.whole("intermediate_size"));
    }

    Attention.GroupedQuery attention(Config c, int window) {
        boolean bias = c.flag("attention_bias", c.flag("qkv_bias", qkvBias));
        boolean normed = c.flag("use_qk_norm", qkNorm);
        boolean wide = c.text("qk_norm_type").filter("per_layer"::equals).isPresent();
        Attention.Variant variant = new Attention.Variant(0, 0, false, false, wide, Optional.empty());
        return new Attention.GroupedQuery(heads(c), keyValueHeads(c), headDim(c), window, bias,
                outputFollows && bias, normed, false, variant);
    }

    static int heads(Config c) {
        return c.wholeOf("num_attention_heads", "n_head", "n_heads");
    }

    static int hidden(Config c) {
        return c.wholeOf(HIDDEN);
    }

    static int layers(Config c) {
        return c.wholeOf("num_hidden_layers", "n_layer", "n_layers");
    }

    /// As many as query heads unless the config gives fewer; query heads must divide among them.
    static int keyValueHeads(Config c) {
        int heads = heads(c);
        int keyValue = c.findWhole(1, KEY_VALUE_HEADS).orElse(heads);
        if (heads % keyValue != 0) {
            throw Stream.of(KEY_VALUE_HEADS).map(c::find).flatMap(Optional::stream).findFirst().orElseThrow()
                    .wrong("a divisor of the %d attention heads".formatted(heads), "");
        }
        return keyValue;
    }

    /// `head_dim`, or hidden size over heads.
    static int headDim(Config c) {
        return c.findWhole(1, "head_dim").orElseGet(() -> {
            int hidden = hidden(c);
            if (hidden % heads(c) != 0) {
                throw Stream.of(HIDDEN).map(c::find).flatMap(Optional::stream).findFirst().orElseThrow()
                        .wrong("a multiple of the %d attention heads".formatted(heads(c)), "Give head_dim if heads are of another width.");
            }
            return hidden / heads(c);
        });
    }

    static int window(Config c) {
        return c.findWhole(0, "sliding_window", "sliding_window_size").orElse(0);
    }

    static int drafts(Config c) {
        return c.findWhole(0, "num_nextn_predict_layers").orElse(0);
    }

    /// Which layers see a window only: those `layer_types` names, those past `max_window_layers` where windows are switched
    /// on (Qwen2), or all when the config gives a window and no more.
    static IntPredicate slides(Config c, int layers) {
        Optional<List<Node>> types = c.perLayer("layer_types", layers);
        int first = c.count("max_window_layers", 0);
        if (types.isPresent()) {
            c.costless("use_sliding_window");
            return i -> Mixtures.oneOf(types.get().get(i), "sliding_attention", "full_attention");
        }
        boolean on = c.flag("use_sliding_window", true) && window(c) > 0;
        boolean partial = c.has("use_sliding_window");
        return i -> on && (!partial || i >= first);
    }
}
