package dev.podwright.layout;

import dev.podwright.schedule.Timeline;
import java.util.ArrayList;
import java.util.List;

/// The memory of the rank of a pipeline stage through one iteration.
///
/// @param stage pipeline rank, from 0
/// @param resident bytes that stay: weights, gradients, optimiser states, communication buffers
/// @param points changes in order of time; the first at 0
public record MemoryOverTime(int stage, double resident, List<Point> points) {

    /// From `seconds` on the rank holds `bytes`, the resident ones counted.
    public record Point(double seconds, double bytes) {}

    public MemoryOverTime {
        points = List.copyOf(points);
    }

    /// Kept activations as the timeline takes them and gives them back, and beside them what passes while a stage computes. The update at
    /// the end of the iteration and the fragmentation reserve are not drawn.
    ///
    /// @param timeline of `setup`, which also says the number of micro-batches
    public static List<MemoryOverTime> of(TrainingBudget budget, TrainingSetup setup, Timeline timeline) {
        StageUses uses = budget.uses(setup, timeline.pipeline().microBatches());
        List<MemoryOverTime> stages = new ArrayList<>();
        for (int stage = 0; stage < timeline.pipeline().stages(); stage++) {
            stages.add(of(uses, timeline, stage));
        }
        return stages;
    }

    public double peak() {
        return points.stream().mapToDouble(Point::bytes).max().orElseThrow();
    }

    private static MemoryOverTime of(StageUses uses, Timeline timeline, int stage) {
        double resident = uses.resident(stage);
        double passing = uses.passing(stage);
        double[] kept = new double[timeline.pipeline().chunksHeld()];
        for (int chunk = 0; chunk < kept.length; chunk++) {
            kept[chunk] = uses.chunkKept(stage, chunk);
        }
        List<Point> points = new ArrayList<>();
        points.add(new Point(0, resident));
        double activations = 0;
        int held = 0;
        for (Timeline.Slot slot : timeline.devices().get(stage)) {
            double bytes = kept[slot.task().chunk()];
            switch (slot.task().kind()) {
                case FORWARD -> {
                    held++;
                    activations += bytes;
                    points.add(new Point(slot.start(), resident + activations + passing));
                }
                case BACKWARD, BACKWARD_WEIGHT -> {
                    held--;
                    activations -= bytes;
                    points.add(new Point(slot.end(), resident + activations + (held > 0 ? passing : 0)));
                }
                case BACKWARD_INPUT -> { }
            }
        }
        return new MemoryOverTime(stage, resident, points);
    }
}
