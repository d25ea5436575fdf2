package dev.podwright.training;

import dev.podwright.model.Layer;
import dev.podwright.step.Block;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one part of the pipeline is made of.
///
/// @param blocks equal blocks counted, in the order they run
/// @param layers transformer layers among them, draft layers not
record Stage(List<Counted> blocks, int layers) {

    /// @param count how often the block stands in the part
    record Counted(Block block, double count) {

        boolean recomputable() {
            return switch (block) {
                case Block.Body _, Block.Draft _ -> true;
                case Block.Embedding _, Block.Head _ -> false;
            };
        }
    }

    static Stage of(List<Layer> layers, boolean embeds, boolean heads, Block draft, int drafts) {
        Map<Layer, Integer> counts = new LinkedHashMap<>();
        layers.forEach(layer -> counts.merge(layer, 1, Integer::sum));
        List<Counted> blocks = new ArrayList<>();
        if (embeds) {
            blocks.add(new Counted(new Block.Embedding(), 1));
        }
        counts.forEach((layer, count) -> blocks.add(new Counted(new Block.Body(layer), count)));
        if (heads) {
            blocks.add(new Counted(new Block.Head(), 1));
            if (drafts > 0) {
                blocks.add(new Counted(draft, drafts));
            }
        }
        return new Stage(List.copyOf(blocks), layers.size());
    }
}
