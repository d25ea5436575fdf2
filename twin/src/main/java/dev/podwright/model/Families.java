package dev.podwright.model;

import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// The families that are understood, by `model_type`.
final class Families {
    private static final Map<String, Function<Config, Body>> READERS = readers();

    /// Families whose configs can be read but whose work is not modelled, and why.
    private static final Map<String, String> UNPRICED = Map.of(
            "longcat_flash_ngram", "n-gram embeddings are not modelled");

    private Families() {}

    static Body read(String family, Config config) {
        String unpriced = UNPRICED.get(family);
        if (unpriced != null) {
            throw new InputException("%s: models of the type %s are not priced: %s.".formatted(config.node().place(), family, unpriced), "");
        }
        Function<Config, Body> reader = READERS.get(family);
        if (reader == null) {
            throw new InputException("%s: models of the type \"%s\" are not understood.".formatted(config.node().place(), family),
                    Nearest.maybe(family, READERS.keySet()) + " Known: " + String.join(", ", READERS.keySet()) + ".");
        }
        return reader.apply(config);
    }

    private static Map<String, Function<Config, Body>> readers() {
        Map<String, Function<Config, Body>> map = new TreeMap<>();
        put(map, PlainFamily.LLAMA::read, "llama", "mistral", "mixtral", "PanguProMoE", "internlm2", "phi3", "baichuan", "aquila",
                "minicpm", "step3p7");
        put(map, PlainFamily.BIASED::read, "internlm");
        put(map, PlainFamily.QWEN2::read, "qwen2", "qwen2_moe", "mimo", "qwen2_vl", "qwen2_5_vl", "qwen2_5_vl_text");
        put(map, PlainFamily.QWEN3::read, "qwen3", "qwen3_moe", "qwen3_vl_text", "qwen3_vl_moe_text");
        put(map, PlainFamily.GLM::read, "glm", "glm4_moe");
        put(map, PlainFamily.GLM_SANDWICHED::read, "glm4");
        put(map, PlainFamily.NORMED::read, "minimax_m2", "hy_v3");
        put(map, PlainFamily.SANDWICHED::read, "pangu_ultra");
        put(map, LatentFamily.V2::read, "deepseek_v2");
        put(map, LatentFamily.V3::read, "deepseek_v3", "deepseek_v32", "kimi_k2", "glm_moe_dsa");
        put(map, LatentFamily.PANGU::read, "pangu_ultra_moe");
        put(map, GptFamily::table, "gpt");
        put(map, GptFamily::gpt2, "gpt2");
        put(map, GptFamily::gptJ, "gptj");
        put(map, GptFamily::neoX, "gpt_neox");
        put(map, GptFamily::opt, "opt");
        put(map, GptFamily::bloom, "bloom");
        put(map, GptFamily::falcon, "falcon");
        put(map, GptFamily::mpt, "mpt");
        put(map, GptFamily::phi, "phi");
        put(map, GptFamily::nemotron, "nemotron");
        put(map, GemmaFamily::gemma, "gemma");
        put(map, GemmaFamily::gemma2, "gemma2");
        put(map, GemmaFamily::gemma3, "gemma3_text");
        put(map, GemmaFamily::gemma4, "gemma4_text");
        put(map, WindowedFamily::gptOss, "gpt_oss");
        put(map, WindowedFamily::mimo, "mimo_v2_flash");
        put(map, WindowedFamily::step3, "step3_text");
        put(map, WindowedFamily::llama4, "llama4_text");
        put(map, WindowedFamily::minimax3, "minimax_m3");
        put(map, HybridFamily::qwen, "qwen3_next", "qwen3_5_text", "qwen3_5_moe_text");
        put(map, HybridFamily::kimi, "kimi_linear");
        put(map, NemotronFamily::hybrid, "nemotron_h");
        put(map, NemotronFamily::searched, "nemotron-nas");
        put(map, OtherFamilies::deepSeek4, "deepseek_v4");
        put(map, OtherFamilies::longCat, "longcat_flash");
        put(map, OtherFamilies::spark, "iflytekspark");
        put(map, OtherFamilies::chatGlm, "chatglm");
        return map;
    }

    private static void put(Map<String, Function<Config, Body>> map, Function<Config, Body> reader, String... types) {
        List.of(types).forEach(type -> map.put(type, reader));
    }
}
