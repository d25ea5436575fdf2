package dev.podwright.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Kinds of operator that are calibrated apart, each with the extra terms of its time law.
public enum OperatorClass {
    /// One matrix product.
    GEMM(Term.DEPTH, Term.OPERAND),
    /// Several independent matrix products in one launch.
    BATCHED_GEMM(Term.DEPTH, Term.OPERAND),
    /// Causal attention of a prompt.
    PREFILL_ATTENTION(Term.KEY, Term.TILE, Term.HEAD_TILE),
    /// Attention of few new tokens per sequence over the cache.
    DECODE_ATTENTION(Term.KEY, Term.SEQUENCE_HEAD, Term.LONE_HEAD, Term.LONE_ELEMENT),
    /// Multi-head latent attention of a prompt, not absorbed: queries and keys wider than values.
    LATENT_PREFILL(Term.KEY, Term.TILE, Term.HEAD_TILE),
    /// Multi-head latent attention in absorbed form.
    LATENT_DECODE(Term.KEY, Term.SEQUENCE),
    /// Routed experts.
    EXPERTS(Term.EXPERT, Term.ROUTED),
    /// Elementwise work.
    STREAM;

    private final List<Term> terms;

    OperatorClass(Term... terms) {
        this.terms = List.of(terms);
    }

    /// The extra terms of the time law, at most four.
    public List<Term> terms() {
        return terms;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<OperatorClass> of(String label) {
        return Arrays.stream(values()).filter(c -> c.label().equals(label)).findFirst();
    }
}
