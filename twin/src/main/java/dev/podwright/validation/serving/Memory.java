package dev.podwright.validation.serving;

import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Figure;
import dev.podwright.layout.MemoryBudget;
import dev.podwright.layout.ServingLayout;

/// What an engine leaves for the key-value cache.
final class Memory {
    /// Of what is free once the model is loaded (TensorRT-LLM: the throughput pages' `kv_cache_free_gpu_mem_fraction`).
    private static final double OF_FREE = 0.95;
    /// What a CUDA context, the libraries and captured graphs take of a rank.
    private static final double RUNTIME = 2e9;

    private Memory() {}

    /// Bytes of one rank.
    static double cache(Engine engine, MemoryBudget budget, Chip chip) {
        return engine == Engine.TENSORRT_LLM ? OF_FREE * (chip.need(Figure.MEMORY_CAPACITY) - RUNTIME - budget.fixedBytes()) : budget.cacheBytes();
    }

    /// Sequences of `budget`'s context that one attention group holds.
    static double sequences(Engine engine, MemoryBudget budget, Chip chip) {
        return cache(engine, budget, chip) / budget.cachePerSequence();
    }

    /// Blocks of one replica, over all its attention groups.
    static long blocks(Engine engine, MemoryBudget budget, Chip chip, ServingLayout layout, int blockTokens) {
        double tokens = sequences(engine, budget, chip) * budget.context();
        return Math.max(1, (long) (tokens / blockTokens)) * layout.data();
    }
}
