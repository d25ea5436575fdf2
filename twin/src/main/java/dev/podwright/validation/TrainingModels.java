package dev.podwright.validation;

import dev.podwright.document.Document;
import dev.podwright.model.Architecture;
import dev.podwright.model.Attention;
import dev.podwright.model.FeedForward;
import dev.podwright.model.Models;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// The architecture of a training row: the bundled model of its name where the printed shape agrees, else the shape as printed.
final class TrainingModels {
    private TrainingModels() {}

    static Architecture of(Row row) {
        String name = row.text("model");
        boolean bundled = Models.names().contains(name);
        if (!row.has("layers")) {
            return Models.named(name);
        }
        if (bundled) {
            Architecture known = Models.named(name);
            if (agrees(row, known)) {
                int drafts = row.has("mtp_layers") ? (int) row.number("mtp_layers") : 0;
                return with(known, LayoutCells.whole(row, "vocab"), Math.min(drafts, known.draftLayers()));
            }
        }
        return Models.of(name, Document.of("the shape printed with " + row.text("id"), config(row)));
    }

    private static Architecture with(Architecture a, int vocabulary, int drafts) {
        return new Architecture(a.id(), a.family(), a.hidden(), vocabulary, a.tied(), a.layers(), drafts, a.layerNorm(), a.positions(), a.vision(),
                a.shipped(), a.contextLimit(), a.remarks(), a.looseParameters());
    }

    /// Vocabularies are padded differently by different software; everything else must be equal.
    private static boolean agrees(Row row, Architecture a) {
        return a.layers().size() == LayoutCells.whole(row, "layers") && a.hidden() == LayoutCells.whole(row, "hidden")
                && a.layers().stream().allMatch(l -> heads(row, l.attention()) && widths(row, l.feedForward()));
    }

    private static boolean heads(Row row, Attention attention) {
        return switch (attention) {
            case Attention.GroupedQuery g -> is(row, "heads", g.heads()) && is(row, "kv_heads", g.kvHeads()) && is(row, "head_dim", g.headDim());
            case Attention.Latent l -> is(row, "heads", l.heads()) && is(row, "kv_lora_rank", l.latent());
            case Attention.Compressed c -> is(row, "heads", c.heads());
            case Attention.Linear l -> false;
        };
    }

    private static boolean widths(Row row, FeedForward feedForward) {
        return switch (feedForward) {
            case FeedForward.Dense d -> is(row, "ffn", d.inter()) && Objects.equals(row.text("gated_ffn"), d.gated() ? "yes" : "no");
            case FeedForward.Mixture m -> is(row, "experts", m.experts()) && is(row, "top_k", m.active()) && is(row, "expert_ffn", m.inter());
        };
    }

    private static boolean is(Row row, String column, int value) {
        return !row.has(column) || row.number(column) == value;
    }

    /// As the nearest family keeps it: with two feed-forward matrices a GPT, with three a Llama, with experts a Mixtral.
    private static Map<String, Object> config(Row row) {
        Map<String, Object> config = new LinkedHashMap<>();
        boolean gated = !row.text("gated_ffn").equals("no");
        config.put("model_type", row.has("experts") ? "mixtral" : gated ? "llama" : "gpt");
        put(config, row, "num_hidden_layers", "layers");
        put(config, row, "hidden_size", "hidden");
        put(config, row, "num_attention_heads", "heads");
        put(config, row, "num_key_value_heads", "kv_heads");
        put(config, row, "head_dim", "head_dim");
        put(config, row, "intermediate_size", row.has("ffn") ? "ffn" : "expert_ffn");
        put(config, row, "vocab_size", "vocab");
        put(config, row, "num_local_experts", "experts");
        put(config, row, "num_experts_per_tok", "top_k");
        config.put("gated_ffn", gated);
        return config;
    }

    private static void put(Map<String, Object> config, Row row, String key, String column) {
        if (row.has(column)) {
            config.put(key, LayoutCells.whole(row, column));
        }
    }
}
