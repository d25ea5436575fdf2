package dev.podwright.model;

import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Nemotron-H and Nemotron-3 (blocks of Mamba-2, attention, experts or feed-forward in any order), and Llama-Nemotron,
/// whose layers were cut one by one by architecture search.
final class NemotronFamily {
    private static final Mixtures.Traits SQUARED_RELU = new Mixtures.Traits(false, false, false, true);
    /// Llama-Nemotron widens by 2/3 of `ffn_mult` and rounds up to a multiple of this (its `_find_multiple`).
    private static final int WIDTH_STEP = 256;

    private NemotronFamily() {}

    /// A token mixer and the channel mixer behind it make one layer; a block alone makes a layer without the other half.
    static Body hybrid(Config c) {
        c.costless("chunk_size", "expand", "mtp_hybrid_override_pattern", "mtp_layers_block_type", "intermediate_size", "mlp_bias",
                "ssm_state_size", "moe_latent_size", "sliding_window");
        c.require("mamba_proj_bias", false, "biases of Mamba projections are not modelled");
        c.require("use_bias", false, "biases of Mamba projections are not modelled");
        c.require("use_conv_bias", true, "Mamba without convolution bias is not modelled");
        List<String> blocks = blocks(c);
        c.findWhole(1, "num_hidden_layers").filter(n -> n != blocks.size()).ifPresent(n -> {
            throw c.find("num_hidden_layers").orElseThrow().wrong("the %d blocks of the pattern".formatted(blocks.size()), "");
        });
        List<Layer> layers = new ArrayList<>();
        Attention waiting = null;
        for (String block : blocks) {
            Attention mixer = mixer(c, block);
            if (mixer != null) {
                if (waiting != null) {
                    layers.add(new Layer(waiting, FeedForward.NONE, 1, false));
                }
                waiting = mixer;
            } else {
                layers.add(new Layer(waiting == null ? Attention.NONE : waiting, channel(c, block), waiting == null ? 1 : 2, false));
                waiting = null;
            }
        }
        if (waiting != null) {
            layers.add(new Layer(waiting, FeedForward.NONE, 1, false));
        }
        return Body.of(layers).drafts(PlainFamily.drafts(c))
                .remark("The %d blocks stand as %d layers of a token mixer and a channel mixer.".formatted(blocks.size(), layers.size()));
    }

    private static List<String> blocks(Config c) {
        Optional<Node> pattern = c.find("hybrid_override_pattern");
        if (pattern.isEmpty()) {
            return c.find("layers_block_type")
                    .orElseThrow(() -> c.node().wrong("a config with hybrid_override_pattern or layers_block_type", "")).texts();
        }
        return pattern.get().text().chars().mapToObj(letter -> switch (letter) {
            case 'M' -> "mamba";
            case '*' -> "attention";
            case 'E' -> "moe";
            case '-' -> "mlp";
            default -> throw pattern.get().wrong("a pattern of M, *, E and -", "");
        }).toList();
    }

    /// Null when the block mixes channels.
    private static Attention mixer(Config c, String block) {
        return switch (block) {
            case "mamba" -> new Attention.Linear(c.whole("n_groups"), c.whole("mamba_num_heads"), c.whole("ssm_state_size"),
                    c.whole("mamba_head_dim"), c.whole("conv_kernel"), Attention.Rule.MAMBA2);
            case "attention" -> new Attention.GroupedQuery(PlainFamily.heads(c), PlainFamily.keyValueHeads(c),
                    c.wholeOf("head_dim", "attention_head_dim"), 0, c.flag("attention_bias", false), c.flag("attention_bias", false), false, false);
            case "moe", "mlp" -> null;
            default -> throw new InputException("%s: \"%s\" is not a kind of block that is understood.".formatted(c.node().place(), block),
                    "Known: mamba, attention, moe, mlp.");
        };
    }

    private static FeedForward channel(Config c, String block) {
        return block.equals("moe")
                ? Mixtures.read(c, SQUARED_RELU)
                : new FeedForward.Dense(c.whole("intermediate_size"), false, c.flag("mlp_bias", false));
    }

    static Body searched(Config c) {
        int layers = PlainFamily.layers(c);
        int heads = PlainFamily.heads(c);
        int hidden = PlainFamily.hidden(c);
        int headDim = PlainFamily.headDim(c);
        c.require("attention_bias", false, "biases are not modelled for this family");
        c.require("mlp_bias", false, "biases are not modelled for this family");
        List<Layer> all = new ArrayList<>();
        for (Node block : c.perLayer("block_configs", layers).orElseThrow(() -> c.node().wrong("a config with block_configs", ""))) {
            Node attention = active(block.get("attention"));
            Node ffn = active(block.get("ffn"));
            Attention mixer = Attention.NONE;
            if (attention != null) {
                mixer = new Attention.GroupedQuery(heads, heads / attention.get("n_heads_in_group").whole(1), headDim,
                        attention.find("window_length").map(n -> n.whole(1)).orElse(0), false, false, false, false);
            }
            FeedForward channel = ffn == null ? FeedForward.NONE : new FeedForward.Dense(width(hidden, ffn.get("ffn_mult").positive()), true, false);
            all.add(new Layer(mixer, channel, (attention == null ? 0 : 1) + (ffn == null ? 0 : 1), false));
        }
        return Body.of(all);
    }

    /// Null for a half that the search dropped.
    private static Node active(Node half) {
        half.find("replace_with_linear").filter(Node::bool).ifPresent(n -> {
            throw n.wrong("false", "Blocks replaced by one linear layer are not priced.");
        });
        return half.find("no_op").map(Node::bool).orElse(false) ? null : half;
    }

    private static int width(int hidden, double multiple) {
        int raw = (int) (2 * multiple * hidden / 3);
        return Math.ceilDiv(raw, WIDTH_STEP) * WIDTH_STEP;
    }
}
