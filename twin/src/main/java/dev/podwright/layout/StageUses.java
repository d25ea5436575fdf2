package dev.podwright.layout;

import dev.podwright.model.Weights;
import dev.podwright.schedule.Pipeline;
import java.util.Optional;

/// Adds up what the stages of one setup use.
final class StageUses {
    private final TrainingSetup setup;
    private final Pipeline pipeline;
    private final ModelStates states;
    private final LayerShare[] shares;
    private final Optional<LayerShare> draft;
    private final EndShare ends;
    private final int[][] before;
    private final int[] starts;
    private final boolean learnsAll;
    private final double communication;

    /// @param shares of each kind of layer
    /// @param draft share of the layer that draft layers repeat, if there are any
    /// @param before layers of each kind among the first i
    /// @param drafts draft layers
    /// @param learnsAll whether all weights learn, not adapters alone
    StageUses(TrainingSetup setup, Pipeline pipeline, ModelStates states, LayerShare[] shares, Optional<LayerShare> draft, EndShare ends,
              int[][] before, int drafts, boolean learnsAll) {
        this.setup = setup;
        this.pipeline = pipeline;
        this.states = states;
        this.shares = shares;
        this.draft = draft;
        this.ends = ends;
        this.before = before;
        this.starts = StageSplit.starts(before.length - 1, drafts, pipeline.stages() * pipeline.chunks());
        this.learnsAll = learnsAll;
        this.communication = communicators(setup.layout()) * MemoryBudget.BUFFER_PER_COMMUNICATOR;
    }

    double bytes(int stage) {
        double sum = 0;
        for (double use : uses(stage)) {
            sum += use;
        }
        return sum;
    }

    /// Bytes by [MemoryUse].
    double[] uses(int stage) {
        return sum(stage).uses(communication);
    }

    /// Bytes that do not change within a step.
    double resident(int stage) {
        double[] bytes = uses(stage);
        return bytes[MemoryUse.WEIGHTS.ordinal()] + bytes[MemoryUse.GRADIENTS.ordinal()] + bytes[MemoryUse.OPTIMIZER.ordinal()]
                + bytes[MemoryUse.COMMUNICATION.ordinal()];
    }

    /// Bytes that whatever computes needs beside kept activations.
    double passing(int stage) {
        return sum(stage).passing();
    }

    /// Bytes of activations on the device that a chunk keeps of one micro-batch.
    double chunkKept(int stage, int chunk) {
        StageSum whole = sum(stage);
        int part = pipeline.part(stage, chunk);
        StageSum one = new StageSum(states, setup.offload());
        layers(one, part, 1);
        double there = whole.layersKept() == 0 ? 1 : whole.onDevice() / whole.layersKept();
        return one.layersKept() * there + ends.kept(embeds(part), heads(part));
    }

    private StageSum sum(int stage) {
        StageSum sum = new StageSum(states, setup.offload());
        boolean embeds = false;
        boolean heads = false;
        int held = InFlight.device(pipeline, stage);
        for (int chunk = 0; chunk < chunks(); chunk++) {
            int part = pipeline.part(stage, chunk);
            double microBatches = InFlight.chunk(pipeline, held, stage, chunk);
            layers(sum, part, microBatches);
            sum.kept(microBatches * ends.kept(embeds(part), heads(part)));
            embeds |= embeds(part);
            heads |= heads(part);
        }
        sum.tables(new Weights(0, 0, 0, ends.tables(embeds, heads)), learnsAll);
        if (heads) {
            sum.logits(ends.logits);
            sum.drafts(ends.drafts, learnsAll);
            draft.ifPresent(sum::passes);
        }
        return sum;
    }

    private void layers(StageSum sum, int part, double held) {
        for (int kind = 0; kind < shares.length; kind++) {
            int count = before[starts[part + 1]][kind] - before[starts[part]][kind];
            if (count > 0) {
                sum.layers(shares[kind], count, held);
            }
        }
    }

    /// On one stage both directions of a pipeline fed from both ends would be the same part.
    private int chunks() {
        return pipeline.stages() > 1 ? pipeline.chunksHeld() : pipeline.chunks();
    }

    private boolean embeds(int part) {
        return part == 0;
    }

    private boolean heads(int part) {
        return part == starts.length - 2;
    }

    private static int communicators(TrainingLayout layout) {
        return count(layout.tensor()) + count(layout.context()) + count(layout.dataGroup().ranks()) + count(layout.pipeline())
                + count(layout.experts()) + count(layout.expertTensor()) + (layout.experts() > 1 ? count(layout.expertDataGroup().ranks()) : 0);
    }

    private static int count(int ranks) {
        return ranks > 1 ? 1 : 0;
    }
}
