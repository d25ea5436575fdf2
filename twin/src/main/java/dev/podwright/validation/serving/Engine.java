package dev.podwright.validation.serving;

import dev.podwright.simulation.EngineRules;
import java.util.Locale;

/// The families of engines that measured rows name in many spellings.
enum Engine {
    VLLM("vllm", EngineRules.VLLM),
    SGLANG("sglang", EngineRules.SGLANG),
    TENSORRT_LLM("tensorrt-llm", EngineRules.TENSORRT_LLM),
    VLLM_ASCEND("vllm-ascend", EngineRules.VLLM_ASCEND),
    MINDIE("mindie", EngineRules.MINDIE),
    /// What Huawei and its partners built on CANN for one deployment: CloudMatrix-Infer, xDeepServe, Omni-Infer, cann-recipes-infer.
    CANN("cann", EngineRules.CLOUDMATRIX_INFER),
    /// All others.
    OTHER("other", EngineRules.VLLM);

    private final String label;
    private final EngineRules rules;

    Engine(String label, EngineRules rules) {
        this.label = label;
        this.rules = rules;
    }

    String label() {
        return label;
    }

    EngineRules rules() {
        return rules;
    }

    static Engine of(String written) {
        String name = written.toLowerCase(Locale.ROOT);
        if (name.startsWith("tensorrt") || name.startsWith("trtllm")) {
            return TENSORRT_LLM;
        }
        if (name.startsWith("vllm-ascend")) {
            return VLLM_ASCEND;
        }
        if (name.contains("cann") || name.startsWith("omni-infer") || name.startsWith("xdeepserve")) {
            return CANN;
        }
        if (name.startsWith("mindie")) {
            return MINDIE;
        }
        if (name.contains("sglang")) {
            return SGLANG;
        }
        return name.startsWith("vllm") ? VLLM : OTHER;
    }
}
