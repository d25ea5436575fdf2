package dev.podwright.validation;

import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Figure;
import dev.podwright.catalog.Quantity;
import dev.podwright.model.Operator;

/// Whether a benchmark may have read its weights or cache from the chip's cache rather than from memory. Engines walk
/// through many layers, so their weights are cold; a warm row says nothing of memory bandwidth.
public final class Warmth {
    /// Copies of the weights that the matrix benchmarks cycle through.
    private static final double CYCLED = 5;
    /// A warm row is kept while reading from memory would take less than this share of its time.
    private static final double NEGLIGIBLE = 0.25;

    private Warmth() {}

    public static boolean cold(Sample sample, Chip chip) {
        double cache = chip.find(Figure.CACHE_CAPACITY).map(Quantity::si).orElse(0.0);
        double reuse = resident(sample.operator());
        return reuse > cache
                || sample.operator().bytes() / chip.need(Figure.MEMORY_BANDWIDTH) < NEGLIGIBLE * sample.seconds();
    }

    /// Bytes that a call after this one finds in the cache, if they fit there.
    private static double resident(Operator operator) {
        return switch (operator) {
            case Operator.Gemm gemm when gemm.count() == 1 -> CYCLED * gemm.n() * gemm.k() * gemm.weights().bytes();
            case Operator.Experts experts -> Double.POSITIVE_INFINITY;
            case Operator.PrefillAttention prefill -> Double.POSITIVE_INFINITY;
            default -> operator.bytes();
        };
    }
}
