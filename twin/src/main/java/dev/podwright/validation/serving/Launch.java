package dev.podwright.validation.serving;

import dev.podwright.simulation.CacheShare;
import dev.podwright.simulation.EngineRules;
import dev.podwright.units.Precision;
import dev.podwright.workload.Lengths;
import java.util.Optional;

/// How a harness launched an engine: its scripts, where they are public, and the engine's defaults elsewhere.
final class Launch {
    /// InferenceX with SGLang (SemiAnalysisAI/InferenceX: benchmarks/dsr1_fp8_h200.sh, single_node/qwen3.5_fp8_b200.sh, dsr1_fp4_b200.sh).
    private static final int SGLANG_CHUNK = 32768;
    private static final int SGLANG_CHUNK_NVFP4 = 16384;
    private static final EngineRules.Pace SGLANG_FEW = new EngineRules.Pace(0, 0, 10);
    private static final EngineRules.Pace SGLANG_MANY = new EngineRules.Pace(0, 0, 30);
    private static final int SGLANG_MANY_FROM = 16;
    /// InferenceX with TensorRT-LLM: gpt-oss (benchmarks/gptoss_fp4_b200_trt.sh), DeepSeek-R1 (dsr1_fp8_h200_trt.sh, dsr1_fp4_b200_trt.sh), Llama
    /// (70b_fp8_h200_trt_slurm.sh).
    private static final int TRT_GPT_OSS_TOKENS = 20000;
    private static final double TRT_GPT_OSS_SHARE = 0.85;
    private static final double TRT_DEEPSEEK_SHARE = 0.8;
    /// `max_num_tokens` of Llama is the longest request and these many tokens.
    private static final int TRT_LLAMA_MARGIN = 200;
    private static final EngineRules.Pace TRT_LLAMA_PACE = new EngineRules.Pace(20, 0.9, 1);
    /// Prompts and answers of 1,024 tokens.
    private static final int TRT_SHORT = 1024;
    /// DeepSeek-R1 in FP8 on B200 (dsr1_fp8_b200_trt.sh).
    private static final EngineRules.Pace TRT_DEEPSEEK_PACE = new EngineRules.Pace(40, 0.8, 1);
    private static final int TRT_DELAYED_FROM = 64;
    private static final int TRT_DELAYED_BELOW = 256;
    private static final int TRT_LLAMA_WIDE = 8;

    private Launch() {}

    /// @param nominal the greatest lengths of a prompt and an answer
    static EngineRules rules(Harness harness, RowSite site, int tensor, int concurrency, Lengths nominal) {
        EngineRules rules = EngineRules.named(site.engine()).orElse(EngineRules.VLLM).withPrefixCaching(false);
        if (!harness.inferencex()) {
            return rules;
        }
        return switch (site.engine()) {
            case "sglang" -> sglang(rules, site, concurrency);
            case "tensorrt-llm" -> tensorrt(rules, site, tensor, concurrency, nominal);
            default -> rules;
        };
    }

    private static EngineRules sglang(EngineRules rules, RowSite site, int concurrency) {
        boolean blackwell = blackwell(site);
        EngineRules chunked = rules.withBudget(site.quantization().weights() == Precision.NVFP4 ? SGLANG_CHUNK_NVFP4 : SGLANG_CHUNK);
        return blackwell ? chunked.with(concurrency >= SGLANG_MANY_FROM ? SGLANG_MANY : SGLANG_FEW) : chunked;
    }

    private static EngineRules tensorrt(EngineRules rules, RowSite site, int tensor, int concurrency, Lengths nominal) {
        boolean brief = Math.round(nominal.input()) == TRT_SHORT && Math.round(nominal.output()) == TRT_SHORT;
        if (site.model().startsWith("gpt-oss")) {
            return rules.withBudget(TRT_GPT_OSS_TOKENS).with(new CacheShare(1, TRT_GPT_OSS_SHARE, true));
        }
        if (site.model().startsWith("deepseek")) {
            boolean delayed = brief && blackwell(site) && site.quantization().weights() == Precision.FP8 && concurrency >= TRT_DELAYED_FROM
                    && concurrency < TRT_DELAYED_BELOW;
            EngineRules shared = rules.with(new CacheShare(1, TRT_DEEPSEEK_SHARE, true));
            return delayed ? shared.with(TRT_DEEPSEEK_PACE) : shared;
        }
        if (site.model().startsWith("llama")) {
            EngineRules wide = rules.withBudget((int) Math.round(nominal.total()) + TRT_LLAMA_MARGIN);
            return brief && tensor < TRT_LLAMA_WIDE ? wide.with(TRT_LLAMA_PACE) : wide;
        }
        return rules;
    }

    /// How keys and values were cached where a row does not say.
    static Optional<Precision> cache(Harness harness, String engine, String model, String chip, Precision weights) {
        if (!harness.inferencex()) {
            // TensorRT-LLM caches in fp8 with most fp8 checkpoints, as the tables' description says.
            return weights == Precision.FP8 && engine.equals("tensorrt-llm") ? Optional.of(Precision.FP8) : Optional.empty();
        }
        boolean hopper = chip.startsWith("h");
        boolean sixteen = weights == Precision.BF16 || hopper && (model.startsWith("gpt-oss") || engine.equals("sglang"));
        return sixteen ? Optional.empty() : Optional.of(Precision.FP8);
    }

    private static boolean blackwell(RowSite site) {
        return site.chip().startsWith("b") || site.chip().startsWith("gb");
    }
}
