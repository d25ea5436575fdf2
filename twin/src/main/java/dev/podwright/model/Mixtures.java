package dev.podwright.model;

import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/// Reads the mixture of experts of a config under the names that families give to the same numbers.
final class Mixtures {
    private static final String[] EXPERTS = {"n_routed_experts", "num_experts", "num_local_experts", "moe_num_experts"};
    private static final String[] ACTIVE = {
        "num_experts_per_tok", "num_experts_per_token", "experts_per_token", "moe_top_k", "moe_topk", "top_k_experts"};
    private static final String[] WIDTH = {"moe_intermediate_size", "expert_ffn_hidden_size", "expert_intermediate_size"};

    private Mixtures() {}

    static boolean in(Config c) {
        return Stream.of(EXPERTS).anyMatch(c::has);
    }

    /// What families know and configs do not say.
    ///
    /// @param gated three matrices
    /// @param bias biases in every expert
    /// @param sharedGate a gate on shared experts
    /// @param routerBias one bias per expert in the router
    record Traits(boolean gated, boolean bias, boolean sharedGate, boolean routerBias) {
        static final Traits PLAIN = new Traits(true, false, false, false);
        static final Traits BIASED_ROUTER = new Traits(true, false, false, true);
    }

    static FeedForward.Mixture read(Config c, Traits traits) {
        int experts = c.wholeOf(EXPERTS);
        int active = c.wholeOf(ACTIVE);
        if (active > experts) {
            Node node = Stream.of(ACTIVE).map(c::find).flatMap(Optional::stream).findFirst().orElseThrow();
            throw node.wrong("at most the %d experts there are".formatted(experts), "");
        }
        int inter = c.findWhole(1, WIDTH).orElseGet(() -> c.wholeOf("intermediate_size"));
        int groups = c.findWhole(1, "n_group", "num_expert_groups", "num_expert_group").orElse(1);
        return new FeedForward.Mixture(experts, active, inter, shared(c, inter), traits.gated, traits.bias, traits.sharedGate,
                c.count("zero_expert_num", 0), groups, c.findWhole(1, "moe_latent_size", "routed_expert_hidden_size").orElse(0),
                traits.routerBias);
    }

    /// Summed width of shared experts: given outright, or as many experts of the routed width.
    private static int shared(Config c, int inter) {
        int copies = c.findWhole(0, "n_shared_experts", "num_shared_experts").orElse(0);
        return c.findWhole(0, "shared_expert_intermediate_size", "shared_intermediate_size", "share_expert_dim",
                "moe_shared_expert_intermediate_size").orElse(copies * inter);
    }

    /// Which of `layers` layers route; all of them when the config does not say.
    static IntPredicate sparse(Config c, int layers) {
        Optional<Node> enumerated = c.find("moe_layers_enum");
        if (enumerated.isPresent()) {
            List<Integer> routed = enumerated.get().list().stream().map(n -> layer(n, layers)).toList();
            return routed::contains;
        }
        Optional<List<Node>> types = c.perLayer("mlp_layer_types", layers);
        if (types.isPresent()) {
            c.costless("first_k_dense_replace", "moe_layer_freq");
            return i -> oneOf(types.get().get(i), "sparse", "dense");
        }
        Optional<Node> frequency = c.find("moe_layer_freq");
        if (frequency.isPresent() && frequency.get().isList()) {
            c.costless("first_k_dense_replace");
            List<Node> flags = c.perLayer("moe_layer_freq", layers).orElseThrow();
            return i -> flags.get(i).whole(0) > 0;
        }
        int every = c.findWhole(1, "moe_layer_freq", "decoder_sparse_step", "interleave_moe_layer_step").orElse(1);
        boolean afterStep = c.has("decoder_sparse_step") || c.has("interleave_moe_layer_step");
        int dense = c.count("first_k_dense_replace", 0);
        List<Integer> dropped = c.list("mlp_only_layers").orElse(List.of()).stream().map(n -> layer(n, layers)).toList();
        return i -> i >= dense && !dropped.contains(i) && (afterStep ? (i + 1) % every == 0 : i % every == 0);
    }

    private static int layer(Node node, int layers) {
        int index = node.whole(0);
        if (index >= layers) {
            throw node.wrong("one of the layers 0 to %d".formatted(layers - 1), "");
        }
        return index;
    }

    /// True for `yes`, false for `no`, an error for anything else.
    static boolean oneOf(Node node, String yes, String no) {
        if (node.text().equals(yes)) {
            return true;
        }
        if (node.text().equals(no)) {
            return false;
        }
        throw new InputException("%s: \"%s\" is not a kind of layer that is understood.".formatted(node.place(), node.text()),
                "Write %s or %s.".formatted(yes, no));
    }
}
