package dev.podwright.layout;

import dev.podwright.schedule.Pipeline;
import dev.podwright.schedule.Schedule;

/// Everything that a training lead chooses for a job on given ranks.
///
/// @param microBatch sequences that pass a stage at once on every data-parallel rank
public record TrainingSetup(TrainingLayout layout, Schedule schedule, int microBatch, Sharding sharding, Recompute recompute,
                            Offload offload) {

    public TrainingSetup {
        if (microBatch < 1) {
            throw new IllegalArgumentException("The micro-batch (%d) must be at least 1.".formatted(microBatch));
        }
    }

    /// The same with its ranks laid out otherwise.
    public TrainingSetup with(TrainingLayout other) {
        return new TrainingSetup(other, schedule, microBatch, sharding, recompute, offload);
    }

    /// Micro-batches per iteration on every data-parallel rank.
    ///
    /// @param globalBatch sequences per iteration
    public int microBatches(double globalBatch) {
        return (int) Math.max(1, Math.round(globalBatch / ((double) microBatch * layout.data())));
    }

    /// Whether every micro-batch sums its gradients among the ranks that divide them, and each keeps its share. ZeRO-2 does so where a
    /// rank runs the whole model; in a pipeline it would send the same gradients once for every micro-batch in flight, so stages add them
    /// up whole and divide them after the last (PyTorch: `torch.distributed.pipelining` runs all backward passes but the last without
    /// synchronisation). ZeRO-3 always does.
    public boolean dividesGradientsEachMicroBatch() {
        return switch (sharding.kind()) {
            case NONE, ZERO1 -> false;
            case ZERO2 -> layout.pipeline() == 1;
            case ZERO3 -> true;
        };
    }

    public Pipeline pipeline(double globalBatch) {
        return new Pipeline(schedule, layout.pipeline(), layout.virtualStages(), microBatches(globalBatch));
    }

    /// Such as `tp8 dp16 pp8x2, mbs 1, interleaved-1f1b, zero1, recompute none`.
    public String label() {
        StringBuilder text = new StringBuilder(layout.label()).append(", mbs ").append(microBatch);
        if (layout.pipeline() > 1) {
            text.append(", ").append(schedule.label());
        }
        text.append(", ").append(sharding.label(layout.context() * layout.data())).append(", recompute ").append(recompute.label());
        if (offload.activations() > 0) {
            text.append(", activations offloaded");
        }
        if (offload.optimizer()) {
            text.append(", optimiser offloaded");
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return label();
    }
}
