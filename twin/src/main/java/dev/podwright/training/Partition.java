package dev.podwright.training;

import dev.podwright.layout.StageSplit;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.model.Architecture;
import dev.podwright.step.Block;
import java.util.ArrayList;
import java.util.List;

/// The model cut into pipeline parts, equal ones known as such: what is equal is priced once.
///
/// @param kinds different parts
/// @param parts kind of each part, in the order of the model
/// @param devices parts of each pipeline rank, in the order of its chunks
/// @param representatives one pipeline rank of each kind of rank
record Partition(List<Stage> kinds, int[] parts, List<List<Integer>> devices, List<Integer> representatives) {

    static Partition of(Architecture model, TrainingSetup setup) {
        StageSplit split = StageSplit.of(model, setup.layout(), setup.schedule());
        Block draft = new Block.Draft(model.draftLayer().orElse(model.layers().getLast()));
        List<Stage> kinds = new ArrayList<>();
        int[] parts = new int[split.parts().size()];
        for (int part = 0; part < parts.length; part++) {
            parts[part] = index(kinds, Stage.of(split.part(part), split.embeds(part), split.heads(part), draft, model.draftLayers()));
        }
        List<List<Integer>> seen = new ArrayList<>();
        List<Integer> representatives = new ArrayList<>();
        for (int device = 0; device < split.devices().size(); device++) {
            List<Integer> own = split.devices().get(device).stream().map(part -> parts[part]).toList();
            if (!seen.contains(own)) {
                seen.add(own);
                representatives.add(device);
            }
        }
        return new Partition(List.copyOf(kinds), parts, split.devices(), List.copyOf(representatives));
    }

    List<Stage> stages(int device) {
        return devices.get(device).stream().map(part -> kinds.get(parts[part])).toList();
    }

    private static int index(List<Stage> kinds, Stage stage) {
        int known = kinds.indexOf(stage);
        if (known >= 0) {
            return known;
        }
        kinds.add(stage);
        return kinds.size() - 1;
    }
}
