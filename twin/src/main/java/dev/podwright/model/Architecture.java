package dev.podwright.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a `config.json` says that changes cost.
///
/// @param id bundled name or file name
/// @param family `model_type` of the config
/// @param vocabulary rows of the embedding
/// @param tied whether the head shares the embedding
/// @param layers in order
/// @param draftLayers multi-token-prediction layers shipped with the checkpoint
/// @param layerNorm LayerNorm (weight and bias, two vectors) rather than RMSNorm
/// @param positions rows of a learned position table, 0 = rotary or none
/// @param vision vision tower of a multimodal model, if any
/// @param shipped precision the checkpoint ships in, if the config or the catalogue of models says
/// @param contextLimit longest context in tokens, 0 = not said
/// @param remarks what was assumed, in sentences, printed with every use
/// @param looseParameters small parameters outside tables, layers and the final norm: embedding norm, bias of the head
public record Architecture(String id, String family, int hidden, int vocabulary, boolean tied, List<Layer> layers,
                           int draftLayers, boolean layerNorm, int positions, Optional<VisionTower> vision,
                           Optional<Quantization> shipped, int contextLimit, List<String> remarks, long looseParameters) {

    public Architecture {
        layers = List.copyOf(layers);
        remarks = List.copyOf(remarks);
    }

    public Architecture(String id, String family, int hidden, int vocabulary, boolean tied, List<Layer> layers, int draftLayers,
                        boolean layerNorm, int positions, Optional<VisionTower> vision, Optional<Quantization> shipped,
                        int contextLimit, List<String> remarks) {
        this(id, family, hidden, vocabulary, tied, layers, draftLayers, layerNorm, positions, vision, shipped, contextLimit, remarks, 0);
    }

    /// The layer a multi-token-prediction module repeats: the last one that attends over a cache, as DeepSeek-V3
    /// (arXiv 2412.19437, section 2.2) and its followers build it. Beside it the module holds one projection of
    /// (2 hidden) x hidden.
    public Optional<Layer> draftLayer() {
        return draftLayers == 0
                ? Optional.empty()
                : layers.reversed().stream().filter(l -> !(l.attention() instanceof Attention.Linear)).findFirst();
    }

    /// Distinct layers with how often each stands in the model: cost is per distinct layer.
    public Map<Layer, Integer> distinctLayers() {
        Map<Layer, Integer> counts = new LinkedHashMap<>();
        layers.forEach(layer -> counts.merge(layer, 1, Integer::sum));
        return counts;
    }

    /// Whether any layer routes tokens to experts.
    public boolean mixture() {
        return layers.stream().anyMatch(l -> l.feedForward() instanceof FeedForward.Mixture);
    }
}
