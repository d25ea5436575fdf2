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
import dev.podwright.model.Split;
import dev.podwright.model.VisionTower;
import dev.podwright.units.Cost;
import dev.podwright.units.Precision;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Prices the steps of one replica: (model, precision, layout, chip, fabric) are fixed, the batch varies. A batch is
/// priced once; asked again, the step remembers. Safe for use by several threads.
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
    private final ExpertConduct conduct;
    private final StepOverheads overheads;
    private final Split split;
    private final List<Block> stage;
    private final Block draft;
    private final Map<Batch, Cost> costs = new ConcurrentHashMap<>();
    private final Map<Batch, Double> seconds = new ConcurrentHashMap<>();

    /// Equal layers of the fullest stage.
    private record Block(Layer layer, double count, String name, String shape) {
        static Block of(Layer layer, double count) {
            String kind = switch (layer.feedForward()) {
                case FeedForward.Dense _ -> "layer.dense";
                case FeedForward.Mixture _ -> "layer.moe";
            };
            return new Block(layer, count, kind,
                    layer.attention().getClass().getSimpleName() + " + " + layer.feedForward().getClass().getSimpleName());
        }
    }

    public ServingStep(Architecture model, Quantization quantization, ServingLayout layout, Kernels kernels, Fabric fabric,
                       Speculation speculation) {
        this(model, quantization, layout, kernels, fabric, speculation, ExpertConduct.PLAIN);
    }

    public ServingStep(Architecture model, Quantization quantization, ServingLayout layout, Kernels kernels, Fabric fabric,
                       Speculation speculation, ExpertConduct conduct) {
        this(model, quantization, layout, kernels, fabric, speculation, conduct, StepOverheads.NONE);
    }

    private ServingStep(Architecture model, Quantization quantization, ServingLayout layout, Kernels kernels, Fabric fabric,
                        Speculation speculation, ExpertConduct conduct, StepOverheads overheads) {
        this.overheads = overheads;
        this.model = model;
        this.quantization = quantization;
        this.layout = layout;
        this.kernels = kernels;
        this.fabric = fabric;
        this.speculation = speculation;
        this.conduct = conduct;
        this.split = layout.split();
        this.stage = Stages.fullest(model, layout.pipeline()).entrySet().stream()
                .map(e -> Block.of(e.getKey(), (double) e.getValue() * layout.pipeline())).toList();
        this.draft = Block.of(model.draftLayer().orElse(model.layers().getLast()), 1);
    }

    /// The same steps as an engine runs them: [#price] and [#seconds] count its overheads, [#parts] and [#inventory] operators only.
    public ServingStep under(StepOverheads engine) {
        return new ServingStep(model, quantization, layout, kernels, fabric, speculation, conduct, engine);
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
        return costs.computeIfAbsent(batch, b -> {
            CostTally tally = new CostTally(kernels, fabric);
            step(tally, b);
            return overheads.equals(StepOverheads.NONE) ? tally.whole() : overheads.over(b, tally.whole());
        });
    }

    /// The seconds of [#price] without the tree, for searches that only compare.
    public double seconds(Batch batch) {
        return seconds.computeIfAbsent(batch, b -> {
            SecondsTally tally = new SecondsTally(kernels, fabric);
            step(tally, b);
            return overheads.seconds(b, tally.seconds());
        });
    }

    /// The seconds of [#price], apart by what they depend on.
    public StepParts parts(Batch batch) {
        PartsTally tally = new PartsTally(kernels, fabric);
        step(tally, batch);
        return tally.parts();
    }

    /// What the step of [#price] computes, moves and exchanges; for pictures of it, not for searches.
    public Inventory inventory(Batch batch) {
        InventoryTally tally = new InventoryTally(kernels, fabric);
        step(tally, batch);
        return tally.inventory();
    }

    /// The cost of the vision tower on so many images of one size on every attention group; it runs on the first pipeline
    /// stage, before the prompt.
    ///
    /// @throws IllegalArgumentException if the model has no vision tower
    public Cost vision(double images, int wide, int high) {
        VisionTower tower = model.vision().orElseThrow(() -> new IllegalArgumentException("%s has no vision tower.".formatted(model.id())));
        return VisionPass.price(tower, quantization, kernels, images, wide, high);
    }

    /// The seconds of the vision tower on so many images of `tokens` tokens each, as nearly square as whole tokens allow.
    ///
    /// @throws IllegalArgumentException if the model has no vision tower
    public double vision(int images, int tokens) {
        int side = model.vision().map(VisionTower::side).orElse(1);
        int high = Math.max(1, (int) Math.sqrt(tokens));
        return vision(images, Math.ceilDiv(tokens, high) * side, high * side).seconds();
    }

    private void step(Tally tally, Batch batch) {
        tally.begin("step", layout.label());
        tally.begin("embedding", "");
        Operators.embedding(model, batch.tokens(), split).forEach(tally::operator);
        if (layout.tensor() > 1) {
            // Rows of the table that other ranks hold come as zeros, so the ranks add up what they looked up.
            tally.collective("embedding.all_reduce", reduction(batch.tokens()), 1);
        }
        tally.end(1);
        for (Block block : stage) {
            layer(tally, block, batch);
        }
        if (layout.pipeline() > 1) {
            double bytes = batch.tokens() * model.hidden() * Precision.BF16.bytes() / layout.tensor();
            tally.collective("pipeline.send", new Collective.PointToPoint(bytes, layout.pipelineGroup()), layout.pipeline() - 1);
        }
        head(tally, batch.sampled());
        if (speculation.drafts() > 0 && batch.decodeSequences() > 0) {
            drafts(tally, batch);
        }
        tally.end(1);
    }

    /// Each draft passes the projection of hidden state and embedding, the draft layer and the head, one token per
    /// sequence (DeepSeek-V3, arXiv 2412.19437, equation 21).
    private void drafts(Tally tally, Batch batch) {
        Batch one = Batch.decode(batch.decodeSequences(), batch.decodeContext());
        tally.begin("draft", "one draft layer and head");
        Operators.draftInput(model, one.tokens(), quantization).forEach(tally::operator);
        layer(tally, draft, one);
        head(tally, one.sampled());
        tally.end(speculation.drafts());
    }

    private void layer(Tally tally, Block block, Batch batch) {
        if (conduct.twoBatches() && layout.data() > 1 && block.layer.feedForward() instanceof FeedForward.Mixture && batch.tokens() >= 2) {
            tally.beginBeside(block.name, block.shape + ", two batches");
            parts(tally, block, batch.half());
            tally.end(2 * block.count);
        } else {
            tally.begin(block.name, block.shape);
            parts(tally, block, batch);
            tally.end(block.count);
        }
    }

    private void parts(Tally tally, Block block, Batch batch) {
        Layer layer = block.layer;
        List<Operator> attention = Operators.attention(model, layer, batch, split, quantization);
        attention.forEach(tally::operator);
        // A feed-forward beside attention adds to the same sum, which is reduced once, after it.
        if (layout.tensor() > 1 && !attention.isEmpty() && !layer.parallel()) {
            tally.collective("attention.all_reduce", reduction(batch.tokens()), 1);
        }
        switch (layer.feedForward()) {
            case FeedForward.Dense _ -> dense(tally, layer, batch);
            case FeedForward.Mixture mixture -> mixture(tally, layer, mixture, batch);
        }
    }

    private void dense(Tally tally, Layer layer, Batch batch) {
        List<Operator> operators = Operators.feedForward(model, layer, batch.tokens(), split, quantization, Routing.balanced(batch.tokens()));
        operators.forEach(tally::operator);
        if (layout.tensor() > 1 && !operators.isEmpty()) {
            tally.collective("ffn.all_reduce", reduction(batch.tokens()), 1);
        }
    }

    /// With one attention group every rank has all tokens already, computes its experts' share and an all-reduce adds
    /// the shares. With several, tokens travel to their experts and back.
    private void mixture(Tally tally, Layer layer, FeedForward.Mixture mixture, Batch batch) {
        double everywhere = batch.tokens() * layout.data();
        boolean exchange = layout.data() > 1;
        double own = batch.tokens() / layout.tensor();
        Group group = layout.expertGroup();
        if (exchange) {
            double wire = width(mixture) * quantization.activations().bytes();
            tally.collective("ep.dispatch", new Collective.Dispatch(own, wire, mixture.active(), group), 1);
        }
        Operators.feedForward(model, layer, batch.tokens(), split, quantization,
                new Routing(everywhere, conduct.imbalance(mixture, layout))).forEach(tally::operator);
        if (exchange) {
            double wire = width(mixture) * Precision.BF16.bytes();
            tally.collective("ep.combine", new Collective.Combine(own, wire, mixture.active(), group), 1);
            if (layout.tensor() > 1) {
                gather(tally, mixture, batch);
            }
        } else if (layout.tensor() > 1) {
            tally.collective("moe.all_reduce", reduction(batch.tokens()), 1);
        }
    }

    /// Each tensor rank sent and got back its share of the tokens; shared experts, divided by width, leave partial sums
    /// of all of them.
    private void gather(Tally tally, FeedForward.Mixture mixture, Batch batch) {
        double bytes = batch.tokens() * model.hidden() * Precision.BF16.bytes();
        Group group = layout.tensorGroup();
        if (mixture.sharedInter() > 0) {
            tally.collective("moe.shared.reduce_scatter", new Collective.ReduceScatter(bytes, group), 1);
        }
        tally.collective("ep.all_gather", new Collective.AllGather(bytes, group), 1);
    }

    /// What travels to the experts: the latent where they work in one.
    private double width(FeedForward.Mixture mixture) {
        return mixture.latent() > 0 ? mixture.latent() : model.hidden();
    }

    private void head(Tally tally, double sampled) {
        tally.begin("head", "logits of the sampled tokens");
        Operators.head(model, sampled, split, quantization).forEach(tally::operator);
        if (layout.tensor() > 1) {
            double logits = sampled * model.vocabulary() * Precision.BF16.bytes();
            tally.collective("head.all_gather", new Collective.AllGather(logits, layout.tensorGroup()), 1);
        }
        tally.end(1);
    }

    private Collective reduction(double tokens) {
        return new Collective.AllReduce(tokens * model.hidden() * Precision.BF16.bytes(), layout.tensorGroup());
    }
}
