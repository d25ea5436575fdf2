package dev.podwright.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Collects the tensors that a layer keeps.
final class Keeper {
    private static final Set<Part> ALWAYS = Set.of();
    private static final Set<Part> NORM = Set.of(Part.NORM);
    private static final double FLAG = 1;

    final double hidden;
    /// Tokens on every tensor rank.
    final double tokens;
    /// Tokens between matrix products, fewer with sequence parallelism.
    final double shared;
    final double sequence;
    final Split split;
    final Quantization q;
    final boolean flashAttention;
    private final Layer layer;
    private final List<Saved> tensors = new ArrayList<>();

    Keeper(Layer layer, double hidden, double tokens, double sequence, Split split, Quantization q, boolean flashAttention) {
        this.layer = layer;
        this.hidden = hidden;
        this.tokens = tokens;
        this.shared = tokens / split.sequence();
        this.sequence = sequence;
        this.split = split;
        this.q = q;
        this.flashAttention = flashAttention;
    }

    List<Saved> tensors() {
        return tensors;
    }

    /// Bytes of one element that is not the input of a quantised product.
    double wide() {
        return q.wide().bytes();
    }

    /// Bytes of one element of an input of a product outside the routed experts.
    double dense() {
        return Math.min(wide(), q.denseActivations().bytes());
    }

    /// Bytes of one element of an input of the routed experts.
    double expert() {
        return Math.min(wide(), q.activations().bytes());
    }

    /// Bytes of the residual streams.
    double residual() {
        return shared * hidden * layer.streams() * wide();
    }

    void keep(String name, double bytes, Set<Part> parts) {
        if (bytes > 0) {
            tensors.add(new Saved(name, parts, bytes));
        }
    }

    void keep(String name, double bytes) {
        keep(name, bytes, ALWAYS);
    }

    /// What the norm before a half reads. Hyper-connections keep all streams, and what they gather from them.
    void normInput(String half) {
        keep(half + ".norm.input", residual());
        if (layer.streams() > 1) {
            keep(half + ".norm.gathered", shared * hidden * wide());
        }
    }

    /// What the norm before a half writes, read by its first products in `bytes` per element.
    void normOutput(String half, double bytes) {
        keep(half + ".norm.output", shared * hidden * bytes, NORM);
    }

    /// What stands behind a half: the input of a sandwich norm, the mask of a hidden dropout.
    void after(String half) {
        if (sandwich()) {
            keep(half + ".post_norm.input", shared * hidden * wide());
        }
        if (!flashAttention) {
            keep(half + ".dropout.mask", shared * hidden * FLAG);
        }
    }

    /// Whether the feed-forward reads the norm of the attention instead of one of its own.
    boolean oneNorm() {
        return layer.parallel() && layer.norms() == 1;
    }

    private boolean sandwich() {
        return layer.norms() >= 4;
    }
}
