package dev.podwright.simulation;

import java.util.List;
import java.util.Optional;

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
/// @param pace how soon prompts that wait are looked at
/// @param memory what of the chips' memory the cache gets
public record EngineRules(String name, String version, String source, int budget, int mostSequences, int blockTokens, Order order,
                          Reservation reservation, boolean prefixCaching, Pace pace, CacheShare memory) {

    /// What goes into a step.
    public enum Order {
        /// Every sequence that generates, then prompts in chunks as far as the budget goes.
        CHUNKED,
        /// Every sequence that generates, then whole prompts as far as the budget goes; only one that is longer than the budget is cut.
        WHOLE,
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

    /// How soon prompts that wait are looked at while sequences generate.
    ///
    /// @param patience decode steps that prompts wait at most until enough tokens have come together; 0 = none
    /// @param enough share of the budget that is enough
    /// @param receiveEvery decode steps from one look at new requests to the next
    public record Pace(int patience, double enough, int receiveEvery) {
        /// Before every step.
        public static final Pace AT_ONCE = new Pace(0, 0, 1);

        public Pace {
            if (patience < 0 || !(enough >= 0 && enough <= 1) || receiveEvery < 1) {
                throw new IllegalArgumentException("Patience %d, enough %s, receive every %d.".formatted(patience, enough, receiveEvery));
            }
        }
    }

    /// vLLM's v1 scheduler with its defaults for online serving.
    public static final EngineRules VLLM = new EngineRules("vllm", "0.10", "vllm-project/vllm: vllm/v1/core/sched/scheduler.py",
            8192, 1024, 16, Order.CHUNKED, Reservation.GROWING, true, Pace.AT_ONCE, CacheShare.VLLM);
    /// SGLang: prompts first, in steps of their own; radix cache. Chunks of 16,384 tokens are its default on chips with more than 90 GB
    /// (`server_args.py`).
    public static final EngineRules SGLANG = new EngineRules("sglang", "0.5", "sgl-project/sglang: python/sglang/srt/managers/scheduler.py",
            16384, 1024, 1, Order.PREFILL_FIRST, Reservation.GROWING, true, Pace.AT_ONCE, CacheShare.SGLANG);
    /// TensorRT-LLM's in-flight batching under GUARANTEED_NO_EVICT, its default; chunked context is off by default, so that prompts go in whole.
    public static final EngineRules TENSORRT_LLM = new EngineRules("tensorrt-llm", "1.0", "NVIDIA/TensorRT-LLM: tensorrt_llm/_torch/pyexecutor/scheduler.py",
            8192, 2048, 32, Order.WHOLE, Reservation.FULL, true, Pace.AT_ONCE, CacheShare.TENSORRT_LLM);
    /// vLLM on Ascend: the same scheduler; blocks of 128 tokens, as its attention kernels want them.
    public static final EngineRules VLLM_ASCEND = new EngineRules("vllm-ascend", "0.9", "vllm-project/vllm-ascend: vllm_ascend/platform.py",
            8192, 1024, 128, Order.CHUNKED, Reservation.GROWING, true, Pace.AT_ONCE, CacheShare.VLLM);
    /// MindIE: prompts first, whole, at most 8,192 tokens a step and 200 sequences (`maxPrefillTokens`, `maxBatchSize` of its `config.json`).
    public static final EngineRules MINDIE = new EngineRules("mindie", "2.1", "MindIE Service developer guide: ScheduleConfig", 8192, 200, 128,
            Order.PREFILL_FIRST, Reservation.GROWING, false, Pace.AT_ONCE, CacheShare.VLLM);
    /// CloudMatrix-Infer (arXiv 2506.12708): separated pools; a pool of either kind batches as vLLM does, its decode batches at most 96 sequences a die.
    public static final EngineRules CLOUDMATRIX_INFER = new EngineRules("cloudmatrix-infer", "2025-06", "arXiv 2506.12708, section 4", 16384, 128, 128,
            Order.CHUNKED, Reservation.GROWING, true, Pace.AT_ONCE, CacheShare.VLLM);

    /// All whose rules are known.
    public static final List<EngineRules> KNOWN = List.of(VLLM, SGLANG, TENSORRT_LLM, VLLM_ASCEND, MINDIE, CLOUDMATRIX_INFER);

    /// @param name such as `vllm`
    public static Optional<EngineRules> named(String name) {
        return KNOWN.stream().filter(rules -> rules.name.equals(name)).findFirst();
    }

    public EngineRules {
        if (budget < 1 || mostSequences < 1 || blockTokens < 1) {
            throw new IllegalArgumentException("The budget (%d), the sequences (%d) and the block (%d) must be at least 1."
                    .formatted(budget, mostSequences, blockTokens));
        }
    }

    public EngineRules withBudget(int tokens) {
        return new EngineRules(name, version, source, tokens, mostSequences, blockTokens, order, reservation, prefixCaching, pace, memory);
    }

    public EngineRules withMostSequences(int sequences) {
        return new EngineRules(name, version, source, budget, sequences, blockTokens, order, reservation, prefixCaching, pace, memory);
    }

    public EngineRules withPrefixCaching(boolean caching) {
        return new EngineRules(name, version, source, budget, mostSequences, blockTokens, order, reservation, caching, pace, memory);
    }

    public EngineRules with(Pace other) {
        return new EngineRules(name, version, source, budget, mostSequences, blockTokens, order, reservation, prefixCaching, other, memory);
    }

    public EngineRules with(CacheShare share) {
        return new EngineRules(name, version, source, budget, mostSequences, blockTokens, order, reservation, prefixCaching, pace, share);
    }
}
