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
        int warmUp = warmUp(pipeline, device);
        int last = pipeline.chunks() - 1;
        int passes = pipeline.microBatches() * pipeline.chunks();
        Passes forward = new Passes(pipeline);
        Passes backward = new Passes(pipeline);
        Steps steps = new Steps(2 * passes);
        for (int i = 0; i < passes + warmUp; i++) {
            if (i < passes) {
                steps.forward(forward.chunk, forward.microBatch);
                forward.next();
            }
            if (i >= warmUp) {
                steps.backward(last - backward.chunk, backward.microBatch);
                backward.next();
            }
        }
        return steps;
    }

    /// Forward passes of one chunk before the first backward pass follows one.
    int warmUp(Pipeline pipeline, int device) {
        int reach = 2 * (pipeline.stages() - 1 - device) + (pipeline.chunks() - 1) * group;
        return Math.min(pipeline.microBatches() * pipeline.chunks(), reach);
    }

    /// Chunks and micro-batches in the order of forward passes; backward passes count chunks from the last.
    private final class Passes {
        private final Pipeline pipeline;
        private int chunk;
        private int microBatch;
        private int from;
        private int to;

        Passes(Pipeline pipeline) {
            this.pipeline = pipeline;
            begin(0);
        }

        void next() {
            if (++microBatch < to) {
                return;
            }
            microBatch = from;
            if (++chunk == pipeline.chunks()) {
                begin(to);
            }
        }

        private void begin(int first) {
            chunk = 0;
            microBatch = first;
            from = first;
            to = Math.min(first + group, pipeline.microBatches());
        }
    }
}
