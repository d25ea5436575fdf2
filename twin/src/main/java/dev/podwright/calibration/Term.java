package dev.podwright.calibration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Extra times of an operator class: a count of the operator multiplied by fitted seconds. They stand for work that
/// neither FLOPs nor bytes measure.
public enum Term {
    /// Seconds per element of the inner dimension of a product: one tile walks it step by step, however many cores idle.
    DEPTH,
    /// Seconds per element of the left operand: quantising activations before the product.
    OPERAND,
    /// Seconds per key that one sequence's attention walks, one tile of keys after the other: what a short, deep attention
    /// takes although most cores idle.
    KEY,
    /// Seconds per tile of 128 query rows: loading it, scheduling it, writing its result.
    TILE,
    /// Seconds per sequence of a decoding batch.
    SEQUENCE,
    /// Seconds per sequence and key-value head: one work item of a decode kernel.
    SEQUENCE_HEAD,
    /// Seconds per tile of 128 queries of one head, where heads that share keys do not share a tile.
    HEAD_TILE,
    /// Seconds per sequence and query head where more than [dev.podwright.kernel.Work#SHARED] query heads share keys: some libraries
    /// then change to a kernel that takes every query head by itself.
    LONE_HEAD,
    /// Seconds per element of keys and values that such a kernel reads, for each query head anew.
    LONE_ELEMENT,
    /// Seconds per expert that gets a token: one problem of a grouped product.
    EXPERT,
    /// Seconds per element of a routed token-expert pair's input and inner activation: permutation before the products, the activation
    /// between them and the weighted sum after them run over all pairs that the rank was given, many kernels also over those of other ranks.
    ROUTED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Term> of(String label) {
        return Arrays.stream(values()).filter(t -> t.label().equals(label)).findFirst();
    }
}
