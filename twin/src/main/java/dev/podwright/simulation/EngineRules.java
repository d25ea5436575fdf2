package dev.podwright.simulation;

/// How a serving engine fills its steps.
///
/// @param name such as `vllm`
/// @param version whose rules these are
/// @param source where they can be read
/// @param budget most tokens of a step in one lane
/// @param mostSequences most sequences under way in one lane
/// @param blockTokens tokens of one block of the cache
/// @param order whether prompts and generation share steps
/// @param reservation when a request gets its blocks
/// @param prefixCaching whether blocks of finished prompts are kept for prompts that begin alike
public record EngineRules(String name, String version, String source, int budget, int mostSequences, int blockTokens, Order order,
                          Reservation reservation, boolean prefixCaching) {

    /// What goes into a step.
    public enum Order {
        /// Every sequence that generates, then prompts in chunks as far as the budget goes.
        CHUNKED,
        /// Prompts alone while there are any that fit; generation waits.
        PREFILL_FIRST
    }

    /// When a request gets its blocks.
    public enum Reservation {
        /// As it grows; when none is left, the youngest request gives its blocks back and begins anew.
        GROWING,
        /// All it may ever need, before it begins.
        FULL
    }

    /// vLLM's v1 scheduler with its defaults for online serving.
    public static final EngineRules VLLM = new EngineRules("vllm", "0.10", "vllm-project/vllm: vllm/v1/core/sched/scheduler.py",
            8192, 1024, 16, Order.CHUNKED, Reservation.GROWING, true);
    /// SGLang: prompts first, in steps of their own; radix cache.
    public static final EngineRules SGLANG = new EngineRules("sglang", "0.5", "sgl-project/sglang: python/sglang/srt/managers/scheduler.py",
            8192, 1024, 1, Order.PREFILL_FIRST, Reservation.GROWING, true);
    /// TensorRT-LLM's in-flight batching under GUARANTEED_NO_EVICT.
    public static final EngineRules TENSORRT_LLM = new EngineRules("tensorrt-llm", "1.0", "NVIDIA/TensorRT-LLM: docs/source/features/paged-attention-ifb-scheduler.md",
            8192, 2048, 32, Order.CHUNKED, Reservation.FULL, true);
    /// vLLM on Ascend: the same scheduler; blocks of 128 tokens, as its attention kernels want them.
    public static final EngineRules VLLM_ASCEND = new EngineRules("vllm-ascend", "0.9", "vllm-project/vllm-ascend: vllm_ascend/platform.py",
            8192, 1024, 128, Order.CHUNKED, Reservation.GROWING, true);

    public EngineRules {
        if (budget < 1 || mostSequences < 1 || blockTokens < 1) {
            throw new IllegalArgumentException("The budget (%d), the sequences (%d) and the block (%d) must be at least 1."
                    .formatted(budget, mostSequences, blockTokens));
        }
    }

    public EngineRules withBudget(int tokens) {
        return new EngineRules(name, version, source, tokens, mostSequences, blockTokens, order, reservation, prefixCaching);
    }

    public EngineRules withMostSequences(int sequences) {
        return new EngineRules(name, version, source, budget, sequences, blockTokens, order, reservation, prefixCaching);
    }

    public EngineRules withPrefixCaching(boolean caching) {
        return new EngineRules(name, version, source, budget, mostSequences, blockTokens, order, reservation, caching);
    }
}
