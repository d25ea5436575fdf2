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

    private Families() {}

    static Body read(String family, Config config) {
        Function<Config, Body> reader = READERS.get(family);
        if (reader == null) {
            throw new InputException("%s: models of the type \"%s\" are not understood.".formatted(config.node().place(), family),
                    Nearest.maybe(family, READERS.keySet()) + " Known: " + String.join(", ", READERS.keySet()) + ".");
        }
        return reader.apply(config);
    }

    private static Map<String, Function<Config, Body>> readers() {
        Map<String, Function<Config, Body>> map = new TreeMap<>();
        List.of("llama", "mistral", "mixtral", "gpt_like_llama").forEach(t -> map.put(t, PlainFamily.LLAMA::read));
        List.of("qwen2", "qwen2_moe", "mimo").forEach(t -> map.put(t, PlainFamily.QWEN2::read));
        List.of("qwen3", "qwen3_moe").forEach(t -> map.put(t, PlainFamily.QWEN3::read));
        map.put("glm4_moe", PlainFamily.GLM::read);
        List.of("minimax_m2", "hy_v3").forEach(t -> map.put(t, PlainFamily.NORMED::read));
        map.put("pangu_ultra", PlainFamily.SANDWICHED::read);
        map.put("deepseek_v2", LatentFamily.V2::read);
        List.of("deepseek_v3", "deepseek_v32", "kimi_k2", "glm_moe_dsa").forEach(t -> map.put(t, LatentFamily.V3::read));
        map.put("pangu_ultra_moe", LatentFamily.PANGU::read);
        return map;
    }
}
