package dev.podwright.layout;

import dev.podwright.model.Quantization;
import dev.podwright.model.Weights;
import dev.podwright.units.Precision;

/// Bytes of weights, gradients and optimiser states, and how many ranks share them (ZeRO, arXiv 1910.02054, section 3.1). Routed experts are
/// shared by no more ranks than hold copies of them.
final class ModelStates {
    /// First and second moment of Adam.
    private static final double MOMENTS = 2 * Precision.FP32.bytes();
    /// Row-wise and column-wise copy of a narrow weight: forward product and gradient of the input read it in different
    /// orientations (Transformer Engine).
    private static final double ORIENTATIONS = 2;

    private final Quantization q;
    private final Sharding.Kind kind;
    private final int shards;
    private final int expertShards;
    private final boolean dividesGradients;
    private final int copies;
    private final double gradient;
    private final double denseBytes;
    private final double expertBytes;

    ModelStates(Quantization q, TrainingSetup setup, Precision gradients) {
        this.q = q;
        this.kind = setup.sharding().kind();
        this.shards = setup.sharding().ranks();
        this.expertShards = Math.min(shards, setup.layout().expertDataGroup().ranks());
        this.dividesGradients = setup.dividesGradientsEachMicroBatch();
        this.copies = setup.layout().pipeline() > 1 ? setup.schedule().weightCopies() : 1;
        this.gradient = gradients.bytes();
        this.denseBytes = stored(q.denseWeights(), q.denseActivations());
        this.expertBytes = stored(q.weights(), q.activations());
    }

    /// Bytes of one weight. Products narrower than 16 bits read two copies; weights kept wider than the product, or in 4 bits, stay
    /// in 16 bits beside them (Transformer Engine has no 4-bit primary weights).
    private double stored(Precision weights, Precision compute) {
        if (compute.bytes() >= q.wide().bytes()) {
            return weights.bytes();
        }
        boolean primary = weights.bytes() == compute.bytes() && weights.bytes() >= 1;
        return (primary ? 0 : q.wide().bytes()) + ORIENTATIONS * compute.bytes();
    }

    /// Bytes of whole weights.
    double whole(Weights w) {
        return (w.attention() + w.dense()) * denseBytes + w.experts() * expertBytes + w.wide() * q.wide().bytes();
    }

    /// Bytes of a rank's part of weights.
    double weights(Weights w) {
        boolean sharded = kind == Sharding.Kind.ZERO3;
        double dense = (w.attention() + w.dense()) * denseBytes + w.wide() * q.wide().bytes();
        return dense / (sharded ? shards : 1) + w.experts() * expertBytes / (sharded ? expertShards : 1);
    }

    /// Bytes of gradients of learning parameters.
    double gradients(double dense, double experts) {
        return gradient * (dense / (dividesGradients ? shards : 1) + experts / (dividesGradients ? expertShards : 1));
    }

    /// Bytes of gradients of `parameters` in the precision in which the backward pass makes them, before ranks divide them.
    double wholeGradients(double parameters) {
        return parameters * q.wide().bytes();
    }

    /// Bytes of the optimiser's states: FP32 copies of narrower weights and Adam's moments.
    double optimizer(double dense, double experts) {
        double master = q.wide() == Precision.FP32 ? 0 : Precision.FP32.bytes();
        return (master + MOMENTS) * updated(dense, experts);
    }

    /// Bytes of FP32 copies of gradients that the optimiser makes of narrower ones.
    double update(double dense, double experts) {
        return gradient < Precision.FP32.bytes() ? Precision.FP32.bytes() * updated(dense, experts) : 0;
    }

    boolean gathers() {
        return kind == Sharding.Kind.ZERO3 && shards > 1;
    }

    boolean scatters() {
        return dividesGradients && shards > 1;
    }

    /// Parameters that one rank updates. Where devices hold a stage twice (DualPipe), both belong to its data-parallel group.
    private double updated(double dense, double experts) {
        boolean sharded = kind.compareTo(Sharding.Kind.ZERO1) >= 0;
        return dense / (sharded ? shards * copies : 1) + experts / (sharded ? expertShards * copies : 1);
    }
}
