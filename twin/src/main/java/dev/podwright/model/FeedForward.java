package dev.podwright.model;

/// The channel mixer of a layer.
public sealed interface FeedForward {

    /// @param gated three matrices (SwiGLU) rather than two
    record Dense(int inter, boolean gated, boolean bias) implements FeedForward {}

    /// Mixture of experts.
    ///
    /// @param experts routed experts
    /// @param active routed experts per token
    /// @param inter width of one routed expert
    /// @param sharedInter summed width of the experts that every token passes, 0 = none
    /// @param sharedGate whether a sigmoid gate scales the shared experts (one vector of hidden)
    /// @param identities experts that pass tokens through unchanged at no cost (LongCat)
    /// @param groups groups the experts are divided in by the router; 1 = none
    record Mixture(int experts, int active, int inter, int sharedInter, boolean gated, boolean bias, boolean sharedGate,
                   int identities, int groups) implements FeedForward {}
}
