package dev.podwright.layout;

import dev.podwright.model.Weights;
import dev.podwright.schedule.Pipeline;
import dev.podwright.schedule.Schedule;

/// Adds up what the stages of one setup use.
final class StageUses {
    /// Layers whose whole weights are there at once when weights are gathered: the one that computes and the next.
    private static final int GATHERED_LAYERS = 2;
    /// Layers whose activations are on their way to or from the host.
    private static final int TRAVELLING_LAYERS = 2;
    /// Share of memory that changes within a step which the allocator cannot hand out: the mean over eight training jobs in GMLake
    /// (arXiv 2401.08156, abstract).
    private static final double FRAGMENTATION = 0.15;

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
        Sum sum = new Sum();
        int chunks = chunks();
        boolean embeds = false;
        boolean heads = false;
        for (int chunk = 0; chunk < chunks; chunk++) {
            int part = part(stage, chunk);
            double held = InFlight.of(pipeline, stage, chunk);
            layers(sum, part, held);
            if (part == 0) {
                embeds = true;
                sum.kept += held * ends.embeddingKept;
            }
            if (part == starts.length - 2) {
                heads = true;
                sum.kept += held * ends.headKept;
            }
        }
        ends(sum, embeds, heads);
        return sum.uses(heads ? ends.logits : 0);
    }

    /// Bytes of activations that a chunk keeps of one micro-batch.
    double chunkKept(int stage, int chunk) {
        int part = part(stage, chunk);
        Sum sum = new Sum();
        layers(sum, part, 1);
        return sum.onDevice() + (part == 0 ? ends.embeddingKept : 0) + (part == starts.length - 2 ? ends.headKept : 0);
    }

    private int chunks() {
        return pipeline.schedule() == Schedule.DUAL_PIPE && pipeline.stages() > 1 ? 2 : pipeline.chunks();
    }

    private int part(int stage, int chunk) {
        return pipeline.schedule() == Schedule.DUAL_PIPE
                ? (chunk == 0 ? stage : pipeline.stages() - 1 - stage)
                : chunk * pipeline.stages() + stage;
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

        /// Activations of layers that are on the device.
        double onDevice() {
            double offloaded = setup.offload().activations() * layersKept;
            return layersKept - offloaded + Math.min(offloaded, TRAVELLING_LAYERS * widestKept);
        }

        double[] uses(double logits) {
            double[] bytes = new double[MemoryUse.COUNT];
            boolean host = setup.offload().optimizer();
            bytes[MemoryUse.WEIGHTS.ordinal()] = weights;
            bytes[MemoryUse.GRADIENTS.ordinal()] = states.gradients(learning, learningExperts);
            bytes[MemoryUse.OPTIMIZER.ordinal()] = host ? 0 : states.optimizer(learning, learningExperts);
            bytes[MemoryUse.COMMUNICATION.ordinal()] = communication;
            double gathered = (states.gathers() ? GATHERED_LAYERS * widestWeights + tables : 0)
                    + (states.scatters() ? states.wholeGradients(widestGradients) : 0);
            double activations = onDevice() + kept;
            boolean layer = working + exchange > logits;
            double step = gathered + activations + Math.max(working + exchange, logits);
            double update = host ? 0 : states.update(learning, learningExperts);
            if (update > step) {
                bytes[MemoryUse.UPDATE.ordinal()] = update;
            } else {
                bytes[MemoryUse.GATHERED.ordinal()] = gathered;
                bytes[MemoryUse.ACTIVATIONS.ordinal()] = activations;
                bytes[MemoryUse.WORKING.ordinal()] = layer ? working : 0;
                bytes[MemoryUse.EXCHANGE.ordinal()] = layer ? exchange : 0;
                bytes[MemoryUse.LOGITS.ordinal()] = layer ? 0 : logits;
            }
            bytes[MemoryUse.RESERVE.ordinal()] = FRAGMENTATION * Math.max(step, update);
            return bytes;
        }
    }
}
