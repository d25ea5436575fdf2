package dev.podwright.simulation;

import dev.podwright.layout.MemoryBudget;
import dev.podwright.layout.MemoryTerm;

/// What of a chip's memory an engine gives to its key-value cache: `rest * (whole * memory - weights - working memory)`.
///
/// @param whole share of the memory that the engine takes for itself
/// @param rest share of what its weights and working memory leave
/// @param working whether working memory counts within `whole`; otherwise it lies in what `whole` leaves free
public record CacheShare(double whole, double rest, boolean working) {
    /// `gpu_memory_utilization` 0.9 (vllm-project/vllm: vllm/v1/worker/gpu_worker.py).
    public static final CacheShare VLLM = new CacheShare(0.9, 1, true);
    /// `free_gpu_memory_fraction` 0.9 (NVIDIA/TensorRT-LLM: tensorrt_llm/llmapi/llm_args.py).
    public static final CacheShare TENSORRT_LLM = new CacheShare(1, 0.9, true);
    /// `mem_fraction_static` 0.85: weights and cache together (sgl-project/sglang: python/sglang/srt/server_args.py).
    public static final CacheShare SGLANG = new CacheShare(0.85, 1, false);

    /// Bytes of the cache of one rank, at least 0.
    ///
    /// @param memory of the chip, in bytes
    public double bytes(MemoryBudget budget, double memory) {
        double weights = budget.fixed().stream().filter(t -> t.name().equals("weights")).mapToDouble(MemoryTerm::bytes).sum();
        return Math.max(0, rest * (whole * memory - (working ? budget.fixedBytes() : weights)));
    }
}
