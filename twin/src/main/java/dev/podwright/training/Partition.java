package dev.podwright.training;

import dev.podwright.layout.StageSplit;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.model.Architecture;
import dev.podwright.step.Block;
import java.util.ArrayList;
import java.util.List;

/// The model cut into pipeline parts.
///
/// @param devices parts of each pipeline rank, in the order of its chunks
record Partition(List<Stage> parts, List<List<Integer>> devices) {

    static Partition of(Architecture model, TrainingSetup setup) {
        StageSplit split = StageSplit.of(model, setup.layout(), setup.schedule());
        Block draft = new Block.Draft(model.draftLayer().orElse(model.layers().getLast()));
        List<Stage> parts = new ArrayList<>();
        for (int part = 0; part < split.parts().size(); part++) {
            parts.add(Stage.of(split.part(part), split.embeds(part), split.heads(part), draft, model.draftLayers()));
        }
        return new Partition(List.copyOf(parts), split.devices());
    }
}
