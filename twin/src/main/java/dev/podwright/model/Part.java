package dev.podwright.model;

/// Parts of a layer that Megatron-Core can recompute on their own (`--recompute-modules`).
public enum Part {
    CORE_ATTENTION("core_attn"),
    NORM("layernorm"),
    /// Activation function of a dense or expert feed-forward.
    ACTIVATION("act"),
    /// Up-projections of latent attention.
    LATENT_UP("mla_up_proj"),
    /// The whole dense feed-forward.
    FEED_FORWARD("mlp"),
    /// The whole mixture of experts, its communication included.
    EXPERTS("moe");

    private final String label;

    Part(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
