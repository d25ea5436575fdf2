package dev.podwright.layout;

import dev.podwright.model.Architecture;
import dev.podwright.model.Layer;
import dev.podwright.schedule.Schedule;
import java.util.List;
import java.util.stream.IntStream;

/// Which layers each pipeline stage holds. The model is cut into `pipeline * virtualStages` parts of consecutive layers whose
/// sizes differ by one at most; the smaller ones stand at the ends, the last first, because the first part holds the
/// embedding too and the last the head, which costs more. Draft layers count among those of the last part.
///
/// @param parts layers of each part, in the order of the model
/// @param devices parts that each pipeline rank holds, in the order of its chunks
public record StageSplit(List<List<Layer>> parts, List<List<Integer>> devices) {

    public StageSplit {
        parts = List.copyOf(parts);
        devices = List.copyOf(devices);
    }

    public static StageSplit of(Architecture model, TrainingLayout layout, Schedule schedule) {
        int stages = layout.pipeline();
        int parts = stages * layout.virtualStages();
        List<List<Integer>> devices = IntStream.range(0, stages).mapToObj(d -> switch (schedule) {
            case DUAL_PIPE -> List.of(d, stages - 1 - d);
            case GPIPE, ONE_F_ONE_B, INTERLEAVED, ZERO_BUBBLE ->
                IntStream.range(0, layout.virtualStages()).mapToObj(c -> c * stages + d).toList();
        }).toList();
        return new StageSplit(cut(model, parts), devices);
    }

    /// Layers of part `part`.
    public List<Layer> part(int part) {
        return parts.get(part);
    }

    public boolean embeds(int part) {
        return part == 0;
    }

    public boolean heads(int part) {
        return part == parts.size() - 1;
    }

    private static List<List<Layer>> cut(Architecture model, int parts) {
        List<Layer> layers = model.layers();
        int[] starts = starts(layers.size(), model.draftLayers(), parts);
        return IntStream.range(0, parts).mapToObj(part -> List.copyOf(layers.subList(starts[part], starts[part + 1]))).toList();
    }

    /// First layer of each part, and after the last part the number of layers. Draft layers take the place of layers in the
    /// last part, where there is room.
    static int[] starts(int layers, int drafts, int parts) {
        int counted = (layers + drafts) / parts >= drafts ? drafts : 0;
        int[] starts = starts(layers + counted, parts);
        starts[parts] -= counted;
        return starts;
    }

    private static int[] starts(int layers, int parts) {
        int small = layers / parts;
        int large = layers % parts;
        // Large parts stand in the middle, leaning to the front.
        int before = (parts - large) / 2;
        int[] starts = new int[parts + 1];
        for (int part = 0; part < parts; part++) {
            starts[part + 1] = starts[part] + small + (part >= before && part < before + large ? 1 : 0);
        }
        return starts;
    }
}
