package dev.podwright.model;

import dev.podwright.document.Node;
import java.util.List;
import java.util.Optional;

/// Reads the `vision_config` of a multimodal model. A tower that is not understood leaves a remark: text is priced all
/// the same.
final class VisionReader {
    private static final String UNREAD = "The config does not describe its vision tower in a way that is understood; images are not priced.";

    private VisionReader() {}

    static Optional<VisionTower> read(Config outer, List<String> remarks) {
        outer.find("audio_config").ifPresent(n -> remarks.add("The audio tower is not priced."));
        int budget = outer.count("vision_soft_tokens_per_image", 0);
        Optional<Node> node = outer.find("vision_config");
        if (node.isEmpty()) {
            return Optional.empty();
        }
        Config v = new Config(node.get());
        if (v.has("depth") && v.has("hidden_size") && v.has("intermediate_size")) {
            return Optional.of(qwen(v));
        }
        if (v.has("vt_hidden_size")) {
            return Optional.of(kimi(v));
        }
        if (v.has("pooling_kernel_size") && v.has("num_hidden_layers")) {
            return Optional.of(gemma(v, budget));
        }
        remarks.add(UNREAD);
        return Optional.empty();
    }

    /// Qwen2.5-VL (arXiv 2502.13923) and its followers; only Qwen2.5-VL has windows and gated feed-forward.
    private static VisionTower qwen(Config v) {
        int patch = v.whole("patch_size");
        int window = v.count("window_size", 0) / patch;
        return new VisionTower(v.whole("depth"), v.whole("hidden_size"), v.whole("intermediate_size"), v.whole("num_heads"), patch,
                v.whole("spatial_merge_size"), window, window > 0, v.count("temporal_patch_size", 1),
                v.count("num_position_embeddings", 0), 1 + v.list("deepstack_visual_indexes").orElse(List.of()).size(),
                v.count("out_hidden_size", 0), v.list("fullatt_block_indexes").orElse(List.of()).size(), 0);
    }

    private static VisionTower kimi(Config v) {
        int rows = v.count("init_pos_emb_height", 0) * v.count("init_pos_emb_width", 0);
        return new VisionTower(v.whole("vt_num_hidden_layers"), v.whole("vt_hidden_size"), v.whole("vt_intermediate_size"),
                v.whole("vt_num_attention_heads"), v.whole("patch_size"), v.list("merge_kernel_size").orElseThrow().getFirst().whole(1), 0,
                false, 1, rows, 1, v.count("text_hidden_size", 0), 0, 0);
    }

    /// Every image is scaled to as many patches as pool to the tokens that the config gives it.
    private static VisionTower gemma(Config v, int budget) {
        return new VisionTower(v.whole("num_hidden_layers"), v.whole("hidden_size"), v.whole("intermediate_size"),
                v.whole("num_attention_heads"), v.whole("patch_size"), v.whole("pooling_kernel_size"), 0, true, 1,
                v.count("position_embedding_size", 0), 1, 0, 0, budget);
    }
}
