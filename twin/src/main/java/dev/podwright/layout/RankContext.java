package dev.podwright.layout;

import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Figure;

/// Memory of a rank that no job gets, whatever it runs.
final class RankContext {
    /// CUDA context with its loaded kernels: 1.3 GB (Hugging Face Transformers documentation, "Model training anatomy").
    private static final double CUDA = 1.3e9;

    private RankContext() {}

    /// Bytes of `chip` that a job may use.
    static double usable(Chip chip) {
        return chip.need(Figure.MEMORY_CAPACITY) - CUDA;
    }
}
