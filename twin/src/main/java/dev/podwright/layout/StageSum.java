package dev.podwright.layout;

import dev.podwright.model.Weights;

/// Running sums of one stage.
final class StageSum {
    /// Layers whose whole weights are there at once when weights are gathered: the one that computes and the next.
    private static final int GATHERED_LAYERS = 2;
    /// Layers whose activations are there at once where all go to the host: one computes, one travels.
    private static final int TRAVELLING_LAYERS = 2;
    /// Share of memory that changes within a step which an allocator that splits blocks cannot hand out: the mean over eight models
    /// with recomputation, offload and sharding in GMLake (arXiv 2401.08156, abstract).
    private static final double SPLIT_WASTE = 0.15;
    /// What an allocator that plans saves of it on average (arXiv 2507.16274, abstract); `expandable_segments` of PyTorch and torch_npu
    /// avoid it by mapping pages, as GMLake does.
    private static final double AVOIDED = 0.792;
    private static final double FRAGMENTATION = SPLIT_WASTE * (1 - AVOIDED);

    private final ModelStates states;
    private final Offload offload;
    private double weights;
    private double learning;
    private double learningExperts;
    private double layersKept;
    private double kept;
    private double widestKept;
    private double widestWeights;
    private double widestLearning;
    private double working;
    private double exchange;
    private double tables;
    private double logits;

    StageSum(ModelStates states, Offload offload) {
        this.states = states;
        this.offload = offload;
    }

    /// `count` layers that keep activations of `held` micro-batches.
    void layers(LayerShare share, int count, double held) {
        LayerNeeds needs = share.needs();
        weights += count * share.weights();
        learning += count * needs.learning();
        learningExperts += count * needs.learningExperts();
        layersKept += held * count * needs.kept();
        widestKept = Math.max(widestKept, needs.kept());
        passes(share);
    }

    /// A layer that needs the memory that passes, counted elsewhere for the rest.
    void passes(LayerShare share) {
        LayerNeeds needs = share.needs();
        widestWeights = Math.max(widestWeights, share.whole());
        widestLearning = Math.max(widestLearning, needs.learning() + needs.learningExperts());
        if (needs.working() + needs.exchange() > working + exchange) {
            working = needs.working();
            exchange = needs.exchange();
        }
    }

    /// Weights outside the layers.
    void tables(Weights w, boolean learn) {
        weights += states.weights(w);
        tables += states.whole(w);
        learn(w, learn);
    }

    void drafts(Weights w, boolean learn) {
        weights += states.weights(w);
        learn(w, learn);
    }

    void kept(double bytes) {
        kept += bytes;
    }

    void logits(double bytes) {
        logits = bytes;
    }

    /// Activations of layers.
    double layersKept() {
        return layersKept;
    }

    /// Activations of layers that are on the device. Layers that go to the host have left when the loss is reached, and come back as the
    /// others are done with.
    double onDevice() {
        double stays = (1 - offload.activations()) * layersKept;
        return Math.max(stays, Math.min(layersKept, TRAVELLING_LAYERS * widestKept));
    }

    /// What computes needs this beside kept activations.
    double passing() {
        return gathered() + Math.max(layer(), logits);
    }

    /// Bytes by [MemoryUse] at the fuller of two moments: in the step, in the update of the weights.
    double[] uses(double communication) {
        double[] bytes = new double[MemoryUse.COUNT];
        bytes[MemoryUse.WEIGHTS.ordinal()] = weights;
        bytes[MemoryUse.GRADIENTS.ordinal()] = states.gradients(learning, learningExperts);
        bytes[MemoryUse.OPTIMIZER.ordinal()] = offload.optimizer() ? 0 : states.optimizer(learning, learningExperts);
        bytes[MemoryUse.COMMUNICATION.ordinal()] = communication;
        double activations = onDevice() + kept;
        double step = activations + passing();
        double update = offload.optimizer() ? 0 : states.update(learning, learningExperts);
        bytes[MemoryUse.RESERVE.ordinal()] = FRAGMENTATION * Math.max(step, update);
        if (update > step) {
            bytes[MemoryUse.UPDATE.ordinal()] = update;
            return bytes;
        }
        bytes[MemoryUse.GATHERED.ordinal()] = gathered();
        bytes[MemoryUse.ACTIVATIONS.ordinal()] = activations;
        if (layer() > logits) {
            bytes[MemoryUse.WORKING.ordinal()] = layer() - exchange;
            bytes[MemoryUse.EXCHANGE.ordinal()] = exchange;
        } else {
            bytes[MemoryUse.LOGITS.ordinal()] = logits;
        }
        return bytes;
    }

    private void learn(Weights w, boolean learn) {
        learning += learn ? w.total() - w.experts() : 0;
        learningExperts += learn ? w.experts() : 0;
    }

    /// Whole weights that are there for a while.
    private double gathered() {
        return states.gathers() ? GATHERED_LAYERS * widestWeights + tables : 0;
    }

    /// While a layer computes its backward pass: its own needs, and its gradients before ranks divide them.
    private double layer() {
        return working + exchange + (states.scatters() ? states.wholeGradients(widestLearning) : 0);
    }
}
