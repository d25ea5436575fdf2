package dev.podwright.training;

import dev.podwright.layout.StageSplit;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.model.Architecture;
import dev.podwright.model.Layer;
import dev.podwright.schedule.Schedule;
import dev.podwright.step.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Cuts one model into pipeline parts; each way of cutting is worked out once. Its blocks are numbered, so that prices are found by
/// number: to compare two layers means to compare all their fields.
final class Cuts {
    private static final int EMBEDDING = 0;
    private static final int HEAD = 1;
    private static final int BODIES = 2;

    private final Architecture model;
    private final List<Block> blocks = new ArrayList<>();
    /// Kind of each layer.
    private final int[] kinds;
    private final int kindCount;
    private final Map<Cut, Partition> partitions = new ConcurrentHashMap<>();

    private record Cut(int pipeline, int virtualStages, boolean twice) {}

    Cuts(Architecture model) {
        this.model = model;
        List<Layer> distinct = List.copyOf(model.distinctLayers().keySet());
        this.kinds = model.layers().stream().mapToInt(distinct::indexOf).toArray();
        this.kindCount = distinct.size();
        blocks.add(new Block.Embedding());
        blocks.add(new Block.Head());
        distinct.forEach(layer -> blocks.add(new Block.Body(layer)));
        if (model.draftLayers() > 0) {
            blocks.add(new Block.Draft(model.draftLayer().orElse(model.layers().getLast())));
        }
    }

    /// All different blocks of the model: embedding, head, layers, the draft layer last if there is one.
    List<Block> blocks() {
        return blocks;
    }

    Partition of(TrainingSetup setup) {
        TrainingLayout layout = setup.layout();
        Cut cut = new Cut(layout.pipeline(), layout.virtualStages(), setup.schedule() == Schedule.DUAL_PIPE);
        Partition known = partitions.get(cut);
        if (known == null) {
            known = cut(StageSplit.of(model, layout, setup.schedule()));
            // Two threads may have met; what stands by the partition must find one.
            Partition earlier = partitions.putIfAbsent(cut, known);
            known = earlier == null ? known : earlier;
        }
        return known;
    }

    private Partition cut(StageSplit split) {
        List<Stage> stages = new ArrayList<>();
        int[] parts = new int[split.parts().size()];
        int first = 0;
        for (int part = 0; part < parts.length; part++) {
            int layers = split.part(part).size();
            parts[part] = index(stages, stage(first, layers, split.embeds(part), split.heads(part)));
            first += layers;
        }
        return Partition.of(stages, parts, split.devices());
    }

    private Stage stage(int first, int layers, boolean embeds, boolean heads) {
        int[] counts = new int[kindCount];
        List<Integer> order = new ArrayList<>();
        for (int layer = first; layer < first + layers; layer++) {
            if (counts[kinds[layer]]++ == 0) {
                order.add(kinds[layer]);
            }
        }
        List<Stage.Counted> counted = new ArrayList<>();
        if (embeds) {
            counted.add(counted(EMBEDDING, 1));
        }
        order.forEach(kind -> counted.add(counted(BODIES + kind, counts[kind])));
        if (heads) {
            counted.add(counted(HEAD, 1));
            if (model.draftLayers() > 0) {
                counted.add(counted(blocks.size() - 1, model.draftLayers()));
            }
        }
        return new Stage(List.copyOf(counted), layers);
    }

    private Stage.Counted counted(int number, double count) {
        return new Stage.Counted(number, blocks.get(number), count);
    }

    private static int index(List<Stage> stages, Stage stage) {
        int known = stages.indexOf(stage);
        if (known >= 0) {
            return known;
        }
        stages.add(stage);
        return stages.size() - 1;
    }
}
