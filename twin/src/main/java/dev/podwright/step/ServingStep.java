package dev.podwright.step;

import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Fabric;
import dev.podwright.fabric.Group;
import dev.podwright.kernel.Kernels;
import dev.podwright.layout.ServingLayout;
import dev.podwright.layout.Stages;
import dev.podwright.model.Architecture;
import dev.podwright.model.Batch;
import dev.podwright.model.FeedForward;
import dev.podwright.model.Layer;
import dev.podwright.model.Operator;
import dev.podwright.model.Operators;
import dev.podwright.model.Quantization;
import dev.podwright.model.Routing;
import dev.podwright.units.Cost;
import dev.podwright.units.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Prices the steps of one replica: (model, precision, layout, chip, fabric) are fixed, the batch varies.
///
/// A step is priced on one rank of the fullest pipeline stage; all attention-data-parallel groups carry the same
/// batch and move in lock-step, because every layer's expert exchange is a barrier.
public final class ServingStep {
    private final Architecture model;
    private final Quantization quantization;
    private final ServingLayout layout;
    private final Kernels kernels;
    private final Fabric fabric;
    private final Speculation speculation;
    private final Map<Layer, Integer> stage;

    public ServingStep(Architecture model, Quantization quantization, ServingLayout layout, Kernels kernels, Fabric fabric,
                       Speculation speculation) {
        this.model = model;
        this.quantization = quantization;
        this.layout = layout;
        this.kernels = kernels;
        this.fabric = fabric;
        this.speculation = speculation;
        this.stage = Stages.fullest(model, layout.pipeline());
    }

    public ServingLayout layout() {
        return layout;
    }

    public Speculation speculation() {
        return speculation;
    }

    public Architecture model() {
        return model;
    }

    public Quantization quantization() {
        return quantization;
    }

    /// The cost of one step in which each attention group carries `batch`. With pipeline stages the step is the
    /// passage of one micro-batch through all of them, each as slow as the fullest.
    public Cost price(Batch batch) {
        List<Cost> parts = new ArrayList<>();
        parts.add(operators("embedding", Operators.embedding(model, batch.tokens(), layout.split())));
        for (Map.Entry<Layer, Integer> entry : stage.entrySet()) {
            parts.add(layer(entry.getKey(), batch).repeated((double) entry.getValue() * layout.pipeline()));
        }
        if (layout.pipeline() > 1) {
            Group neighbours = new Group(2, layout.stageRanks());
            double bytes = batch.tokens() * model.hidden() * Precision.BF16.bytes() / layout.tensor();
            parts.add(fabric.price("pipeline.send", new Collective.PointToPoint(bytes, neighbours)).repeated(layout.pipeline() - 1));
        }
        parts.add(head(batch.sampled()));
        if (speculation.drafts() > 0 && batch.decodeSequences() > 0) {
            parts.add(drafts(batch).repeated(speculation.drafts()));
        }
        return Cost.sequence("step", layout.label(), parts);
    }

    /// Each draft passes one more layer of the last kind and the head, one token per sequence.
    private Cost drafts(Batch batch) {
        Layer last = model.layers().getLast();
        Batch one = Batch.decode(batch.decodeSequences(), batch.decodeContext());
        return Cost.sequence("draft", "one draft layer and head", List.of(layer(last, one), head(one.sampled())));
    }

    private Cost layer(Layer layer, Batch batch) {
        List<Cost> parts = new ArrayList<>();
        List<Operator> attention = Operators.attention(model, layer, batch, layout.split(), quantization);
        attention.forEach(operator -> parts.add(kernels.price(operator)));
        // A feed-forward beside attention adds to the same sum, which is reduced once, after it.
        if (layout.tensor() > 1 && !attention.isEmpty() && !layer.parallel()) {
            parts.add(fabric.price("attention.all_reduce", reduction(batch.tokens())));
        }
        switch (layer.feedForward()) {
            case FeedForward.Dense _ -> dense(parts, layer, batch);
            case FeedForward.Mixture mixture -> mixture(parts, layer, mixture, batch);
        }
        return Cost.sequence("layer." + kind(layer), shape(layer), parts);
    }

    private void dense(List<Cost> parts, Layer layer, Batch batch) {
        List<Operator> operators = Operators.feedForward(model, layer, batch.tokens(), layout.split(), quantization,
                Routing.balanced(batch.tokens()));
        operators.forEach(operator -> parts.add(kernels.price(operator)));
        if (layout.tensor() > 1 && !operators.isEmpty()) {
            parts.add(fabric.price("ffn.all_reduce", reduction(batch.tokens())));
        }
    }

    /// With one attention group every rank has all tokens already, computes its experts' share and an all-reduce adds
    /// the shares. With several, tokens travel to their experts and back.
    private void mixture(List<Cost> parts, Layer layer, FeedForward.Mixture mixture, Batch batch) {
        double everywhere = batch.tokens() * layout.data();
        boolean exchange = layout.data() > 1;
        double own = batch.tokens() / layout.tensor();
        Group group = Group.adjacent(layout.stageRanks());
        if (exchange) {
            double wire = model.hidden() * quantization.activations().bytes();
            parts.add(fabric.price("ep.dispatch", new Collective.Dispatch(own, wire, mixture.active(), group)));
        }
        for (Operator operator : Operators.feedForward(model, layer, batch.tokens(), layout.split(), quantization, Routing.balanced(everywhere))) {
            parts.add(kernels.price(operator));
        }
        if (exchange) {
            double wire = model.hidden() * Precision.BF16.bytes();
            parts.add(fabric.price("ep.combine", new Collective.Combine(own, wire, mixture.active(), group)));
            if (layout.tensor() > 1) {
                double gathered = batch.tokens() * model.hidden() * Precision.BF16.bytes();
                parts.add(fabric.price("ep.all_gather", new Collective.AllGather(gathered, Group.adjacent(layout.tensor()))));
            }
        } else if (layout.tensor() > 1) {
            parts.add(fabric.price("moe.all_reduce", reduction(batch.tokens())));
        }
    }

    private Cost head(double sampled) {
        List<Cost> parts = new ArrayList<>();
        for (Operator operator : Operators.head(model, sampled, layout.split(), quantization)) {
            parts.add(kernels.price(operator));
        }
        if (layout.tensor() > 1) {
            double logits = sampled * model.vocabulary() * Precision.BF16.bytes();
            parts.add(fabric.price("head.all_gather", new Collective.AllGather(logits, Group.adjacent(layout.tensor()))));
        }
        return Cost.sequence("head", "logits of the sampled tokens", parts);
    }

    private Cost operators(String name, List<Operator> operators) {
        return Cost.sequence(name, "", operators.stream().map(kernels::price).toList());
    }

    private Collective reduction(double tokens) {
        return new Collective.AllReduce(tokens * model.hidden() * Precision.BF16.bytes(), Group.adjacent(layout.tensor()));
    }

    private static String kind(Layer layer) {
        return switch (layer.feedForward()) {
            case FeedForward.Dense _ -> "dense";
            case FeedForward.Mixture _ -> "moe";
        };
    }

    private static String shape(Layer layer) {
        return layer.attention().getClass().getSimpleName() + " + " + layer.feedForward().getClass().getSimpleName();
    }
}
