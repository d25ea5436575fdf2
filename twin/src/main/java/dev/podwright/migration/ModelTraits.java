package dev.podwright.migration;

import dev.podwright.model.Architecture;
import dev.podwright.model.Attention;
import dev.podwright.model.Layer;
import dev.podwright.model.Quantization;
import java.util.EnumSet;
import java.util.Set;

/// What of a model matters on other chips.
final class ModelTraits {
    private ModelTraits() {}

    static Set<Trait> of(Architecture model) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        traits.add(stored(model));
        for (Layer layer : model.distinctLayers().keySet()) {
            switch (layer.attention()) {
                case Attention.GroupedQuery g -> grouped(g, traits);
                case Attention.Latent l -> {
                    traits.add(Trait.LATENT);
                    l.indexer().ifPresent(_ -> traits.add(Trait.INDEXER));
                }
                case Attention.Compressed c -> {
                    traits.add(Trait.COMPRESSED);
                    c.indexer().ifPresent(_ -> traits.add(Trait.INDEXER));
                }
                case Attention.Linear l -> traits.add(switch (l.rule()) {
                    case GATED_DELTA -> Trait.GATED_DELTA;
                    case KIMI_DELTA, KIMI_DELTA_FULL_GATE -> Trait.KIMI_DELTA;
                    case MAMBA2 -> Trait.MAMBA2;
                });
            }
        }
        if (model.mixture()) {
            traits.add(Trait.MIXTURE);
        }
        model.vision().ifPresent(_ -> traits.add(Trait.VISION));
        switch (model.family()) {
            // Scores pass through 50 tanh(x / 50) (arXiv 2408.00118).
            case "gemma2" -> traits.add(Trait.SOFTCAP);
            // BLOOM: arXiv 2211.05100. MPT: huggingface/transformers@05699a763, models/mpt/configuration_mpt.py, where `alibi` is on unless a config says otherwise.
            case "bloom", "mpt" -> traits.add(Trait.ALIBI);
            default -> { }
        }
        return traits;
    }

    private static void grouped(Attention.GroupedQuery g, Set<Trait> traits) {
        if (g.heads() == 0) {
            return;
        }
        traits.add(g.kvHeads() == g.heads() ? Trait.MULTI_HEAD : g.kvHeads() == 1 ? Trait.MULTI_QUERY : Trait.GROUPED_QUERY);
        if (g.window() > 0) {
            traits.add(Trait.WINDOW);
        }
        if (g.variant().sinks()) {
            traits.add(Trait.SINKS);
        }
        if (g.valueDim() != g.headDim()) {
            traits.add(Trait.UNEVEN_HEADS);
        }
        g.variant().indexer().ifPresent(_ -> traits.add(Trait.INDEXER));
    }

    /// What the checkpoint stores its weights in; 16 bits where nobody says.
    private static Trait stored(Architecture model) {
        return switch (model.shipped().orElse(Quantization.BF16).weights()) {
            case FP8 -> Trait.SHIPS_FP8;
            case MXFP4 -> Trait.SHIPS_MXFP4;
            case NVFP4 -> Trait.SHIPS_NVFP4;
            case INT4 -> Trait.SHIPS_INT4;
            case INT8 -> Trait.SHIPS_INT8;
            case BF16 -> Trait.SHIPS_BF16;
            case FP16 -> Trait.SHIPS_FP16;
            case FP32, TF32 -> Trait.SHIPS_FP32;
        };
    }
}
