package dev.podwright.validation;

import dev.podwright.catalog.TrainingSoftware;
import dev.podwright.layout.Offload;
import dev.podwright.layout.Recompute;
import dev.podwright.model.Part;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The cells `recompute` and `recompute_detail`.
final class RecomputeCells {
    private static final Pattern MODULE = Pattern.compile("core_attn|layernorm|moe_act|mla_up_proj|\\bmlp\\b|\\bmoe\\b(?! dispatcher)|\\bact\\b");
    /// `--recompute-method block --recompute-num-layers N`: the first N layers of every stage. With method uniform all layers are recomputed, N at a time.
    private static final Pattern LAYERS = Pattern.compile("(?<!offload )\\blayers (\\d+)");
    private static final Pattern OFFLOADED = Pattern.compile("cpu offload layers (\\d+)");
    private static final Map<String, Part> PARTS = Map.of("core_attn", Part.CORE_ATTENTION, "layernorm", Part.NORM, "moe_act", Part.ACTIVATION,
            "act", Part.ACTIVATION, "mla_up_proj", Part.LATENT_UP, "mlp", Part.FEED_FORWARD, "moe", Part.EXPERTS);
    /// MaxText's `minimal` keeps the results of the projections: src/MaxText/layers/decoders.py, get_remat_policy.
    private static final Set<Part> BETWEEN_PROJECTIONS = EnumSet.of(Part.CORE_ATTENTION, Part.NORM, Part.ACTIVATION);
    /// MaxText's `qkv_proj_offloaded` keeps q, k and v (on the host) and nothing else; the output projection, which has no part of
    /// its own, counts as kept here.
    private static final Set<Part> AFTER_QKV = EnumSet.of(Part.CORE_ATTENTION, Part.NORM, Part.ACTIVATION, Part.FEED_FORWARD);

    private RecomputeCells() {}

    /// @param stageLayers layers of one pipeline stage, which counts of layers refer to
    /// @return empty if the source does not say
    static Optional<Recompute> recompute(Row row, int stageLayers, TrainingSoftware software) {
        String detail = row.text("recompute_detail");
        return switch (row.text("recompute")) {
            case "none" -> Optional.of(Recompute.NONE);
            case "full" -> Optional.of(full(detail, stageLayers));
            case "selective" -> Optional.of(selective(detail, software));
            case "unknown", "" -> Optional.empty();
            default -> throw row.wrong("recompute", "none, selective, full or unknown");
        };
    }

    private static Recompute full(String detail, int stageLayers) {
        Matcher layers = LAYERS.matcher(detail);
        return detail.contains("method uniform") || !layers.find()
                ? Recompute.FULL
                : new Recompute.Full(Math.min(1.0, Double.parseDouble(layers.group(1)) / stageLayers));
    }

    private static Recompute selective(String detail, TrainingSoftware software) {
        if (detail.contains("policy minimal")) {
            return new Recompute.Selective(BETWEEN_PROJECTIONS);
        }
        if (detail.contains("policy qkv_proj_offloaded")) {
            return new Recompute.Selective(AFTER_QKV);
        }
        if (software.id().equals("fms-fsdp")) {
            // Its "selective" means every n-th block whole, and its scripts of 34B and 70B say n = 1 (scripts/34b.sh).
            return Recompute.FULL;
        }
        Set<Part> parts = EnumSet.noneOf(Part.class);
        MODULE.matcher(detail).results().forEach(m -> parts.add(PARTS.get(m.group())));
        return parts.isEmpty() ? Recompute.SELECTIVE : new Recompute.Selective(parts);
    }

    static Offload offload(String detail, int stageLayers) {
        Matcher layers = OFFLOADED.matcher(detail);
        return layers.find() ? new Offload(Math.min(1.0, Double.parseDouble(layers.group(1)) / stageLayers), false) : Offload.NONE;
    }
}
