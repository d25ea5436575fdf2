package dev.podwright.model;

/// How the FLOPs of a training step are counted. MFU figures compare only under the same convention. All count three times
/// the forward products: once forward, twice backward.
public enum FlopConvention {
    /// Every query-key pair, as if there were no causal mask (Megatron-LM, arXiv 2104.04473; PaLM, arXiv 2204.02311, appendix B).
    FULL_ATTENTION("attention counted full"),
    /// Those that the mask leaves: half of them, of a window nearly all (Megatron-Core since 0.9, MaxText since July 2025).
    CAUSAL_ATTENTION("attention counted causal"),
    /// Matrix products of weights alone: 6 x parameters.
    NO_ATTENTION("attention not counted");

    private final String label;

    FlopConvention(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /// Model FLOPs of training on one token of a sequence of `sequence` tokens, draft layers counted, nothing recomputed.
    public double perToken(Architecture a, double sequence) {
        return 3 * (switch (this) {
            case FULL_ATTENTION -> Parameters.flopsPerToken(a, sequence);
            case CAUSAL_ATTENTION -> Parameters.causalFlopsPerToken(a, sequence);
            case NO_ATTENTION -> Parameters.flopsPerToken(a, 0);
        } + Parameters.draftFlopsPerToken(a));
    }
}
