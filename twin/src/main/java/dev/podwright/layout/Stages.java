package dev.podwright.layout;

import dev.podwright.model.Architecture;
import dev.podwright.model.Layer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The layers of the fullest pipeline stage. Stages take consecutive layers, sizes differing by one at most; the
/// fullest paces the pipeline and needs the most memory.
public final class Stages {
    private Stages() {}

    /// Layers of the fullest stage, counted by kind. Among the stages of that size the last one is taken: in models
    /// that begin with dense layers it holds the most experts.
    public static Map<Layer, Integer> fullest(Architecture model, int stages) {
        List<Layer> layers = model.layers();
        int most = Math.ceilDiv(layers.size(), stages);
        Map<Layer, Integer> counts = new LinkedHashMap<>();
        layers.subList(layers.size() - most, layers.size()).forEach(layer -> counts.merge(layer, 1, Integer::sum));
        return counts;
    }
}
