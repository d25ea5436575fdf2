package dev.podwright.schedule;

/// 1F1B over several chunks per device: a group of micro-batches passes chunk 0, then chunk 1 and so on, then the next group
/// comes; backward passes take the chunks from the last to the first (Narayanan et al. 2021, arXiv 2104.04473, figure 4
/// bottom). Length of the warm-up and groups as in Megatron-Core (NVIDIA/Megatron-LM, megatron/core/pipeline_parallel/schedules.py).
///
/// @param group micro-batches that pass a chunk before the device turns to the next
record InterleavedOrder(int group) implements Order {

    /// The stages, or the fewest above that leave no group of fewer micro-batches than stages, which would stall
    /// (Megatron-Core's rule for `microbatch_group_size_per_vp_stage`).
    static int group(Pipeline pipeline) {
        int group = pipeline.stages();
        while (pipeline.microBatches() % group != 0 && pipeline.microBatches() % group < pipeline.stages()) {
            group++;
        }
        return group;
    }

    @Override
    public Steps steps(Pipeline pipeline, int device) {
        int passes = pipeline.microBatches() * pipeline.chunks();
        int warmUp = warmUp(pipeline, device);
        int last = pipeline.chunks() - 1;
        Steps steps = new Steps();
        for (int i = 0; i < passes + warmUp; i++) {
            if (i < passes) {
                steps.forward(chunk(pipeline, i), microBatch(pipeline, i));
            }
            if (i >= warmUp) {
                int backward = i - warmUp;
                steps.backward(last - chunk(pipeline, backward), microBatch(pipeline, backward));
            }
        }
        return steps;
    }

    /// Forward passes of one chunk before the first backward pass follows one.
    int warmUp(Pipeline pipeline, int device) {
        int reach = 2 * (pipeline.stages() - 1 - device) + (pipeline.chunks() - 1) * group;
        return Math.min(pipeline.microBatches() * pipeline.chunks(), reach);
    }

    private int chunk(Pipeline pipeline, int pass) {
        return pass % round(pipeline) / size(pipeline, pass);
    }

    private int microBatch(Pipeline pipeline, int pass) {
        return pass / round(pipeline) * group + pass % round(pipeline) % size(pipeline, pass);
    }

    /// Passes of a whole group through all chunks.
    private int round(Pipeline pipeline) {
        return group * pipeline.chunks();
    }

    /// Micro-batches in the group of `pass`: the last group may be smaller.
    private int size(Pipeline pipeline, int pass) {
        return Math.min(group, pipeline.microBatches() - pass / round(pipeline) * group);
    }
}
