package dev.podwright.model;

/// The channel mixer of a layer.
public sealed interface FeedForward {

    /// No channel mixing: a layer of a token mixer alone (hybrids such as Nemotron-H).
    Dense NONE = new Dense(0, false, false);

    /// @param inter width; 0 = the layer has no feed-forward
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
    /// @param latent width the routed experts work in, reached by a projection down and one up (Nemotron-3), 0 = hidden
    /// @param routerBias whether the router has one bias per expert
    record Mixture(int experts, int active, int inter, int sharedInter, boolean gated, boolean bias, boolean sharedGate,
                   int identities, int groups, int latent, boolean routerBias) implements FeedForward {

        public Mixture(int experts, int active, int inter, int sharedInter, boolean gated, boolean bias, boolean sharedGate,
                       int identities, int groups) {
            this(experts, active, inter, sharedInter, gated, bias, sharedGate, identities, groups, 0, false);
        }

        /// Routed experts with weights that a token passes on average: identities catch their share.
        public double activeExperts() {
            return (double) active * experts / (experts + identities);
        }
    }
}
