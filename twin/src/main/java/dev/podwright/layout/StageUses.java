package dev.podwright.layout;

import dev.podwright.model.Weights;
import dev.podwright.schedule.Pipeline;

/// Adds up what the stages of one setup use.
final class StageUses {
    /// Layers whose whole weights are there at once when weights are gathered: the one that computes and the next.
    private static final int GATHERED_LAYERS = 2;
    /// Layers whose activations are there at once where all go to the host: one computes, one travels.
    private static final int TRAVELLING_LAYERS = 2;
    /// Share of memory that changes within a step which an allocator that splits blocks cannot hand out: the mean over eight models
    /// with recomputation, offload and sharding in GMLake (arXiv 2401.08156, abstract).
    private static final double SPLIT_WASTE = 0.15;
    /// What allocators that stitch or plan save of it on average (arXiv 2507.16274, abstract); PyTorch's `expandable_segments` and
    /// torch_npu's stitch.
    private static final double STITCHED = 0.792;
    private static final double FRAGMENTATION = SPLIT_WASTE * (1 - STITCHED);

    private final EndShare ends;
    private final TrainingSetup setup;
    private final Pipeline pipeline;
    private final LayerShare[] shares;
    private final int[][] before;
    private final int[] starts;
    private final ModelStates states;
    private final boolean adapters;
    private final double communication;

    StageUses(EndShare ends, TrainingSetup setup, Pipeline pipeline, LayerShare[] shares, int[][] before, ModelStates states, boolean adapters) {
        this.ends = ends;
        this.setup = setup;
        this.pipeline = pipeline;
        this.shares = shares;
        this.before = before;
        this.starts = StageSplit.starts(before.length - 1, pipeline.stages() * pipeline.chunks());
        this.states = states;
        this.adapters = adapters;
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
        return sum(stage).uses();
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
        Sum whole = sum(stage);
        int part = pipeline.part(stage, chunk);
        Sum one = new Sum();
        layers(one, part, 1);
        double there = whole.layersKept == 0 ? 1 : whole.onDevice() / whole.layersKept;
        return one.layersKept * there + endsKept(part);
    }

    private Sum sum(int stage) {
        Sum sum = new Sum();
        boolean embeds = false;
        for (int chunk = 0; chunk < chunks(); chunk++) {
            int part = pipeline.part(stage, chunk);
            double held = InFlight.of(pipeline, stage, chunk);
            layers(sum, part, held);
            embeds |= part == 0;
            sum.heads |= heads(part);
            sum.kept += held * endsKept(part);
        }
        ends(sum, embeds, sum.heads);
        return sum;
    }

    private double endsKept(int part) {
        return (part == 0 ? ends.embeddingKept : 0) + (heads(part) ? ends.headKept : 0);
    }

    private boolean heads(int part) {
        return part == starts.length - 2;
    }

    /// On one stage both directions of a pipeline fed from both ends would be the same part.
    private int chunks() {
        return pipeline.stages() > 1 ? pipeline.chunksHeld() : pipeline.chunks();
    }

    private void layers(Sum sum, int part, double held) {
        for (int kind = 0; kind < shares.length; kind++) {
            int count = before[starts[part + 1]][kind] - before[starts[part]][kind];
            if (count > 0) {
                sum.add(shares[kind], count, held);
            }
        }
    }

    private void ends(Sum sum, boolean embeds, boolean heads) {
        double tables = (embeds ? ends.embedding : 0) + (heads ? (embeds ? ends.head : ends.headAlone) : 0);
        sum.add(new Weights(0, 0, 0, tables));
        sum.tables = states.whole(new Weights(0, 0, 0, tables));
        if (heads && ends.draftKind >= 0) {
            sum.add(ends.drafts);
            sum.widest(shares[ends.draftKind]);
        }
    }

    private static int communicators(TrainingLayout layout) {
        return count(layout.tensor()) + count(layout.context()) + count(layout.dataGroup().ranks()) + count(layout.pipeline())
                + count(layout.experts()) + count(layout.expertTensor()) + (layout.experts() > 1 ? count(layout.expertDataGroup().ranks()) : 0);
    }

    private static int count(int ranks) {
        return ranks > 1 ? 1 : 0;
    }

    /// Running sums of one stage.
    private final class Sum {
        private double weights;
        private double learning;
        private double learningExperts;
        private double layersKept;
        private double kept;
        private double widestKept;
        private double widestWeights;
        private double widestGradients;
        private double working;
        private double exchange;
        private double tables;
        private boolean heads;

        void add(LayerShare share, int count, double held) {
            add(share.weights(), count);
            if (adapters) {
                weights += count * states.weights(new Weights(0, 0, share.expertAdapters(), share.adapters()));
                learning += count * share.adapters();
                learningExperts += count * share.expertAdapters();
            }
            layersKept += held * count * share.kept();
            widestKept = Math.max(widestKept, share.kept());
            widest(share);
        }

        void add(Weights w) {
            add(w, 1);
        }

        private void add(Weights w, int count) {
            weights += count * states.weights(w);
            if (!adapters) {
                learning += count * (w.total() - w.experts());
                learningExperts += count * w.experts();
            }
        }

        void widest(LayerShare share) {
            widestWeights = Math.max(widestWeights, states.whole(share.weights()));
            double params = adapters ? share.adapters() + share.expertAdapters() : share.weights().total();
            widestGradients = Math.max(widestGradients, params);
            if (share.working() + share.exchange() > working + exchange) {
                working = share.working();
                exchange = share.exchange();
            }
        }

        /// Activations of layers that are on the device. Layers that go to the host have left when the loss is reached, and come back as the
        /// others are done with.
        double onDevice() {
            double stays = (1 - setup.offload().activations()) * layersKept;
            return Math.max(stays, Math.min(layersKept, TRAVELLING_LAYERS * widestKept));
        }

        /// Whole weights that are there for a while.
        double gathered() {
            return states.gathers() ? GATHERED_LAYERS * widestWeights + tables : 0;
        }

        /// While a layer computes its backward pass.
        double layer() {
            return working + exchange + (states.scatters() ? states.wholeGradients(widestGradients) : 0);
        }

        double logits() {
            return heads ? ends.logits : 0;
        }

        double passing() {
            return gathered() + Math.max(layer(), logits());
        }

        double[] uses() {
            double[] bytes = new double[MemoryUse.COUNT];
            boolean host = setup.offload().optimizer();
            bytes[MemoryUse.WEIGHTS.ordinal()] = weights;
            bytes[MemoryUse.GRADIENTS.ordinal()] = states.gradients(learning, learningExperts);
            bytes[MemoryUse.OPTIMIZER.ordinal()] = host ? 0 : states.optimizer(learning, learningExperts);
            bytes[MemoryUse.COMMUNICATION.ordinal()] = communication;
            double activations = onDevice() + kept;
            double step = activations + passing();
            double update = host ? 0 : states.update(learning, learningExperts);
            bytes[MemoryUse.RESERVE.ordinal()] = FRAGMENTATION * Math.max(step, update);
            if (update > step) {
                bytes[MemoryUse.UPDATE.ordinal()] = update;
                return bytes;
            }
            bytes[MemoryUse.GATHERED.ordinal()] = gathered();
            bytes[MemoryUse.ACTIVATIONS.ordinal()] = activations;
            if (layer() > logits()) {
                bytes[MemoryUse.WORKING.ordinal()] = layer() - exchange;
                bytes[MemoryUse.EXCHANGE.ordinal()] = exchange;
            } else {
                bytes[MemoryUse.LOGITS.ordinal()] = logits();
            }
            return bytes;
        }
    }
}
