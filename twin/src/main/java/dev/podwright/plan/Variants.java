package dev.podwright.plan;

import dev.podwright.layout.Offload;
import dev.podwright.layout.Recompute;
import dev.podwright.layout.Sharding;
import dev.podwright.layout.Sharding.Kind;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.layout.TrainingLayout.ContextKind;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;

/// What can vary under one shape.
///
/// @param offloads what may wait in host memory
record Variants(Space space, Shape shape, List<Offload> offloads) {
    /// More sequences at once fill no matrix unit better; small models on short sequences take up to 32 in published runs.
    private static final int MOST_MICRO_BATCH = 32;
    /// Chunks of layers per device; Megatron's published runs take up to 12 (arXiv 2104.04473 takes up to 6).
    private static final int MOST_CHUNKS = 16;

    /// A setup but for its recomputation.
    record Variant(TrainingLayout layout, Schedule schedule, int microBatch, Sharding sharding, Offload offload) {

        TrainingSetup with(Recompute recompute) {
            return new TrainingSetup(layout, schedule, microBatch, sharding, recompute, offload);
        }
    }

    /// The variant that asks least of a model: whatever refuses it refuses all.
    Variant plainest() {
        return new Variant(shape.layout(ContextKind.RING, 1), Schedule.ONE_F_ONE_B, 1, Sharding.NONE, Offload.NONE);
    }

    /// The variant that takes least memory once everything is recomputed.
    Variant leanest() {
        return new Variant(shape.layout(ContextKind.RING, 1), Schedule.ONE_F_ONE_B, 1, shardings().getLast(), offloads.getLast());
    }

    List<Variant> all() {
        List<Variant> all = new ArrayList<>();
        int perRank = space.globalBatch() / shape.data();
        for (int micro = 1; micro <= Math.min(perRank, MOST_MICRO_BATCH); micro *= 2) {
            if (perRank % micro == 0) {
                for (TrainingLayout layout : layouts()) {
                    for (Schedule schedule : schedules(layout)) {
                        for (Sharding sharding : shardings()) {
                            for (Offload offload : offloads) {
                                all.add(new Variant(layout, schedule, micro, sharding, offload));
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    private List<TrainingLayout> layouts() {
        List<TrainingLayout> layouts = new ArrayList<>();
        for (ContextKind kind : shape.context() == 1 ? List.of(ContextKind.RING) : List.of(ContextKind.values())) {
            int most = shape.pipeline() == 1 ? 1 : Math.min(space.layers() / shape.pipeline(), MOST_CHUNKS);
            for (int chunks = 1; chunks <= most; chunks++) {
                boolean round = Integer.bitCount(chunks) == 1 || chunks % 3 == 0 && Integer.bitCount(chunks / 3) == 1;
                if (round || space.layers() % (shape.pipeline() * chunks) == 0) {
                    layouts.add(shape.layout(kind, chunks));
                }
            }
        }
        return layouts;
    }

    /// GPipe keeps more than 1F1B and is never faster, so nobody needs to look at it.
    private static List<Schedule> schedules(TrainingLayout layout) {
        if (layout.pipeline() == 1) {
            return List.of(Schedule.ONE_F_ONE_B);
        }
        if (layout.virtualStages() > 1) {
            return List.of(Schedule.INTERLEAVED);
        }
        // DualPipe folds the pipeline: stages meet in pairs.
        return layout.pipeline() % 2 == 0
                ? List.of(Schedule.ONE_F_ONE_B, Schedule.ZERO_BUBBLE, Schedule.DUAL_PIPE)
                : List.of(Schedule.ONE_F_ONE_B, Schedule.ZERO_BUBBLE);
    }

    /// From nothing to everything. With a pipeline, sharding gradients or weights would repeat their exchange for every
    /// micro-batch, so there the optimiser's states alone are divided.
    private List<Sharding> shardings() {
        int group = shape.context() * shape.data();
        List<Sharding> shardings = new ArrayList<>();
        shardings.add(Sharding.NONE);
        if (group > 1) {
            shardings.add(new Sharding(Kind.ZERO1, group));
            if (shape.pipeline() == 1) {
                shardings.add(new Sharding(Kind.ZERO2, group));
                hybrid(group).forEach(ranks -> shardings.add(new Sharding(Kind.ZERO3, ranks)));
                shardings.add(new Sharding(Kind.ZERO3, group));
            }
        }
        return shardings;
    }

    /// Data-parallel ranks that lie together in one scale-up domain (HSDP).
    private List<Integer> hybrid(int group) {
        return space.domains().stream().filter(d -> d % shape.tensor() == 0).map(d -> d / shape.tensor())
                .filter(ranks -> ranks > 1 && ranks < group && group % ranks == 0).toList();
    }
}
