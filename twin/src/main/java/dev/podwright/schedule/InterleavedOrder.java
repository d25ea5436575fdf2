package dev.podwright.schedule;

import java.util.ArrayList;
import java.util.List;

/// 1F1B over several chunks per device: a group of micro-batches passes chunk 0, then chunk 1 and so on, then the next group
/// comes; backward passes take the chunks from the last to the first (Narayanan et al. 2021, arXiv 2104.04473, figure 4
/// bottom). Length of the warm-up and groups as in Megatron-Core (NVIDIA/Megatron-LM, megatron/core/pipeline_parallel/schedules.py).
final class InterleavedOrder {
    private InterleavedOrder() {}

    static List<Step> steps(Pipeline pipeline, int device) {
        int total = pipeline.microBatches() * pipeline.chunks();
        int warmUp = warmUp(pipeline, device);
        List<Task> forward = passes(pipeline, Task.Kind.FORWARD);
        List<Task> backward = passes(pipeline, Task.Kind.BACKWARD);
        List<Step> steps = new ArrayList<>(2 * total);
        for (int i = 0; i < total + warmUp; i++) {
            if (i < total) {
                steps.add(new Step.Single(forward.get(i)));
            }
            if (i >= warmUp) {
                steps.add(new Step.Single(backward.get(i - warmUp)));
            }
        }
        return steps;
    }

    /// Forward passes of a chunk before the first pair of a forward and a backward.
    static int warmUp(Pipeline pipeline, int device) {
        int reach = 2 * (pipeline.stages() - 1 - device) + (pipeline.chunks() - 1) * group(pipeline);
        return Math.min(pipeline.microBatches() * pipeline.chunks(), reach);
    }

    /// Micro-batches that pass a chunk before the device turns to the next: the stages, or the fewest above that leave no group
    /// of fewer micro-batches than stages, which would stall (Megatron-Core, `microbatch_group_size_per_vp_stage`).
    static int group(Pipeline pipeline) {
        int group = pipeline.stages();
        while (pipeline.microBatches() % group != 0 && pipeline.microBatches() % group < pipeline.stages()) {
            group++;
        }
        return group;
    }

    /// How many of the first `passes` forward passes of a device are of `chunk`.
    static int among(Pipeline pipeline, int passes, int chunk) {
        int group = group(pipeline);
        int round = group * pipeline.chunks();
        int rounds = passes / round;
        int begun = rounds * group;
        // The last group may be smaller.
        int size = Math.min(group, pipeline.microBatches() - begun);
        return begun + Math.clamp(passes - (long) rounds * round - (long) chunk * size, 0, size);
    }

    private static List<Task> passes(Pipeline pipeline, Task.Kind kind) {
        int group = group(pipeline);
        List<Task> passes = new ArrayList<>();
        for (int from = 0; from < pipeline.microBatches(); from += group) {
            int to = Math.min(pipeline.microBatches(), from + group);
            for (int c = 0; c < pipeline.chunks(); c++) {
                int chunk = kind == Task.Kind.FORWARD ? c : pipeline.chunks() - 1 - c;
                for (int i = from; i < to; i++) {
                    passes.add(new Task(kind, chunk, i));
                }
            }
        }
        return passes;
    }
}
