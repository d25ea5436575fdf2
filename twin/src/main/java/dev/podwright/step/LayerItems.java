package dev.podwright.step;

import dev.podwright.catalog.TrainingSoftware;
import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Fabric;
import dev.podwright.fabric.Group;
import dev.podwright.kernel.Kernels;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.model.Architecture;
import dev.podwright.model.Batch;
import dev.podwright.model.FeedForward;
import dev.podwright.model.Layer;
import dev.podwright.model.Operator;
import dev.podwright.model.Operators;
import dev.podwright.model.Quantization;
import dev.podwright.model.Routing;
import dev.podwright.model.Split;
import dev.podwright.step.PassItem.Compute;
import dev.podwright.step.PassItem.Sending;
import dev.podwright.step.PassItem.Transfer;
import dev.podwright.units.Precision;
import java.util.ArrayList;
import java.util.List;

/// The forward items of blocks under one shape. Communication follows Megatron-LM (tensor and sequence parallelism: arXiv
/// 1909.08053, 2205.05198), ring attention (2310.01889), DeepSpeed-Ulysses (2309.14509) and Megatron-Core's dispatchers.
final class LayerItems {
    private static final double WIDE = Precision.BF16.bytes();

    private final Architecture model;
    private final Quantization q;
    private final TrainingSoftware software;
    private final int loraRank;
    private final Kernels kernels;
    private final Fabric fabric;
    private final double slowdown;
    private final TrainingShape shape;
    private final TrainingLayout layout;
    private final Split split;
    private final Batch batch;
    private final double sequence;
    private final double tokens;
    private final List<PassItem> items = new ArrayList<>();

    /// @param sequence tokens per sequence
    LayerItems(Architecture model, Quantization q, double sequence, TrainingSoftware software, int loraRank, Kernels kernels, Fabric fabric,
               TrainingShape shape) {
        this.model = model;
        this.q = q;
        this.software = software;
        this.loraRank = loraRank;
        this.kernels = kernels;
        this.fabric = fabric;
        this.slowdown = software.attention().slowdown(kernels.chip());
        this.shape = shape;
        this.layout = shape.layout();
        this.split = layout.split();
        this.sequence = sequence;
        this.batch = Batch.prefill(shape.microBatch(), sequence / shape.context());
        this.tokens = batch.tokens();
    }

    List<PassItem> of(Block block) {
        switch (block) {
            case Block.Body body -> layer(body.layer());
            case Block.Embedding _ -> embedding();
            case Block.Head _ -> head();
            case Block.Draft draft -> {
                Operators.draftInput(model, tokens, q).forEach(this::frozen);
                layer(draft.layer());
                head();
            }
        }
        return List.copyOf(items);
    }

    private void layer(Layer layer) {
        List<Operator> attention = Operators.attention(model, layer, batch, split, q);
        if (!attention.isEmpty()) {
            enter("attention", attention);
            attention(attention);
            if (!layer.parallel()) {
                leave("attention", attention);
            }
        }
        switch (layer.feedForward()) {
            case FeedForward.Dense _ -> {
                List<Operator> dense = Operators.feedForward(model, layer, tokens, split, q, Routing.balanced(tokens));
                if (!dense.isEmpty()) {
                    // Beside attention it reads the input that attention gathered already.
                    if (!layer.parallel()) {
                        enter("ffn", dense);
                    }
                    dense.forEach(this::frozen);
                    leave("ffn", dense);
                }
            }
            case FeedForward.Mixture mixture -> mixture(layer, mixture);
        }
    }

    private void attention(List<Operator> operators) {
        for (Operator operator : operators) {
            if (operator instanceof Operator.PrefillAttention core) {
                core(inContext(core));
            } else {
                frozen(operator);
            }
        }
    }

    /// A rank that holds every other piece of a sequence from both its ends (zigzag) sees the mean context; divided heads see
    /// the whole sequence, which is as many pairs.
    private Operator.PrefillAttention inContext(Operator.PrefillAttention c) {
        double context = (sequence + c.tokens()) / 2;
        return new Operator.PrefillAttention(c.name(), c.batch(), c.tokens(), context, c.heads(), c.kvHeads(), c.headDim(), c.valueDim(),
                c.window(), c.kv(), c.compute());
    }

    private void core(Operator.PrefillAttention core) {
        List<Operator> parts = software.flashAttention() ? List.of(core) : Operators.unfused(whole(core));
        if (shape.context() > 1) {
            switch (shape.contextKind()) {
                case RING -> ring(core, parts);
                case ULYSSES -> ulysses("attention.heads", core, core.tokens() * core.batch() * (core.heads() * core.headDim()
                        + core.kvHeads() * (core.headDim() + core.valueDim())));
            }
        }
        parts.forEach(part -> items.add(new Compute(part, PassItem.Factor.ACTIVATIONS, slowdown)));
        if (shape.context() > 1 && shape.contextKind() == TrainingLayout.ContextKind.ULYSSES) {
            ulysses("attention.tokens", core, core.tokens() * core.batch() * core.heads() * core.valueDim());
        }
    }

    /// Without a fused kernel every pair is computed, masked or not.
    private static Operator.PrefillAttention whole(Operator.PrefillAttention c) {
        double context = 2 * c.context() - c.tokens();
        return new Operator.PrefillAttention(c.name(), c.batch(), c.tokens(), context, c.heads(), c.kvHeads(), c.headDim(), c.valueDim(),
                c.window(), c.kv(), c.compute());
    }

    /// Keys and values pass through all other ranks; in the backward pass their gradients travel with them.
    private void ring(Operator.PrefillAttention core, List<Operator> parts) {
        double bytes = core.batch() * core.tokens() * core.kvHeads() * (core.headDim() + core.valueDim()) * WIDE;
        double steps = shape.context() - 1.0;
        // The slowest hop of the ring paces it.
        Group neighbours = layout.contextGroup();
        double covered = steps / shape.context();
        items.add(new Transfer(Exchange.CONTEXT, "attention.ring",
                List.of(new Sending(new Collective.PointToPoint(bytes, neighbours), steps, covered * slowdown * seconds(parts))),
                List.of(new Sending(new Collective.PointToPoint(2 * bytes, neighbours), steps, covered * slowdown * backwardSeconds(parts)))));
    }

    private void ulysses(String name, Operator.PrefillAttention core, double elements) {
        Sending exchange = new Sending(new Collective.AllToAll(elements * WIDE, layout.contextGroup()), 1, 0);
        items.add(new Transfer(Exchange.CONTEXT, name, List.of(exchange), List.of(exchange)));
    }

    private void mixture(Layer layer, FeedForward.Mixture mixture) {
        double own = tokens / split.sequence();
        double routed = own * shape.experts() * shape.expertTensor();
        List<Operator> operators = Operators.feedForward(model, layer, tokens, split, q, Routing.balanced(routed));
        boolean shared = mixture.sharedInter() > 0 && shape.tensor() > 1;
        if (shared) {
            enter("moe.shared", operators.stream().filter(o -> o.name().startsWith("moe.shared")).toList());
        }
        // Dispatch and combine each hide behind half of what another micro-batch computes outside the experts.
        double half = shape.paired() ? computed() / 2 : 0;
        for (Operator operator : operators) {
            boolean experts = operator instanceof Operator.Experts;
            if (experts) {
                exchange("ep.dispatch", true, own, mixture, half);
            }
            frozen(operator);
            if (experts) {
                exchange("ep.combine", false, own, mixture, half);
            }
        }
        if (shared) {
            leave("moe.shared", List.of());
        }
    }

    /// Tokens on their way to experts, or back; backward they go the other way. Experts divided by width get each token on all ranks
    /// that share them.
    private void exchange(String name, boolean there, double own, FeedForward.Mixture mixture, double behind) {
        double width = (mixture.latent() > 0 ? mixture.latent() : model.hidden()) * WIDE;
        if (shape.experts() > 1) {
            Sending out = new Sending(sending(there, own, width, mixture), 1, behind);
            Sending back = new Sending(sending(!there, own, width, mixture), 1, 2 * behind);
            items.add(new Transfer(Exchange.EXPERTS, name, List.of(out), List.of(back)));
        }
        if (shape.expertTensor() > 1) {
            double bytes = own * shape.expertTensor() * mixture.activeExperts() * width;
            Sending gather = new Sending(new Collective.AllGather(bytes, layout.expertTensorGroup()), 1, 0);
            Sending reduce = new Sending(new Collective.ReduceScatter(bytes, layout.expertTensorGroup()), 1, 0);
            items.add(new Transfer(Exchange.TENSOR, name + ".etp", List.of(there ? gather : reduce), List.of(there ? reduce : gather)));
        }
    }

    private Collective sending(boolean there, double own, double width, FeedForward.Mixture mixture) {
        if (!software.deduplicates()) {
            return new Collective.AllToAll(own * mixture.activeExperts() * width, layout.expertGroup());
        }
        return there ? new Collective.Dispatch(own, width, mixture.active(), layout.expertGroup())
                : new Collective.Combine(own, width, mixture.active(), layout.expertGroup());
    }

    private void embedding() {
        Operators.embedding(model, tokens, split).forEach(this::frozen);
        if (shape.tensor() > 1) {
            // Rows of the table that other ranks hold come as zeros, so the ranks add up what they looked up.
            Sending sum = new Sending(shape.sequence() ? new Collective.ReduceScatter(hiddenBytes(), layout.tensorGroup())
                    : new Collective.AllReduce(hiddenBytes(), layout.tensorGroup()), 1, 0);
            List<Sending> back = shape.sequence() ? List.of(new Sending(new Collective.AllGather(hiddenBytes(), layout.tensorGroup()), 1, 0)) : List.of();
            items.add(new Transfer(Exchange.TENSOR, "embedding.sum", List.of(sum), back));
        }
    }

    private void head() {
        List<Operator> operators = Operators.loss(model, tokens, split, q, software.fusedLoss());
        enter("head", operators);
        operators.forEach(this::frozen);
        if (shape.tensor() > 1) {
            // Maximum, sum of exponentials and the target's logit of every token (arXiv 1909.08053, section 3).
            double bytes = tokens * Precision.FP32.bytes();
            items.add(new Transfer(Exchange.TENSOR, "head.all_reduce",
                    List.of(new Sending(new Collective.AllReduce(bytes, layout.tensorGroup()), 3, 0)), List.of()));
        }
    }

    /// Before a product divided by columns. Divided sequences are gathered; their gradients are summed and divided again while
    /// the gradient of the weights is computed, for which the input is gathered once more while the gradient of the input is.
    private void enter(String name, List<Operator> operators) {
        if (shape.tensor() == 1) {
            return;
        }
        Operator first = operators.stream().filter(o -> o instanceof Operator.Gemm).findFirst().orElse(null);
        double product = first == null ? 0 : kernels.seconds(first);
        Group group = layout.tensorGroup();
        // Both gradients take as long as the product itself.
        if (shape.sequence()) {
            items.add(new Transfer(Exchange.TENSOR, name + ".all_gather",
                    List.of(pipelined(new Collective.AllGather(hiddenBytes(), group), product)),
                    List.of(new Sending(new Collective.AllGather(hiddenBytes(), group), 1, product),
                            new Sending(new Collective.ReduceScatter(hiddenBytes(), group), 1, learns() ? product : 0))));
        } else {
            items.add(new Transfer(Exchange.TENSOR, name + ".input_gradient.all_reduce", List.of(),
                    List.of(new Sending(new Collective.AllReduce(hiddenBytes(), group), 1, learns() ? product : 0))));
        }
    }

    /// After a product divided by rows: its partial sums are added up.
    private void leave(String name, List<Operator> operators) {
        if (shape.tensor() == 1) {
            return;
        }
        double product = operators.isEmpty() ? 0 : kernels.seconds(operators.getLast());
        Group group = layout.tensorGroup();
        if (shape.sequence()) {
            items.add(new Transfer(Exchange.TENSOR, name + ".reduce_scatter",
                    List.of(pipelined(new Collective.ReduceScatter(hiddenBytes(), group), product)),
                    List.of(pipelined(new Collective.AllGather(hiddenBytes(), group), product))));
        } else {
            items.add(new Transfer(Exchange.TENSOR, name + ".all_reduce",
                    List.of(pipelined(new Collective.AllReduce(hiddenBytes(), group), product)), List.of()));
        }
    }

    /// Where the framework cuts product and collective into pieces, all but the first piece of the collective runs behind
    /// the product (Transformer Engine's user buffers, MindSpeed's MC2: as many pieces as ranks).
    private Sending pipelined(Collective collective, double product) {
        double pieces = shape.tensor();
        double hidden = software.overlapsTensor() ? Math.min(product, fabric.seconds(collective)) * (pieces - 1) / pieces : 0;
        return new Sending(collective, 1, hidden);
    }

    /// An operator of the model itself; with LoRA its weights stay as they are and adapters run beside its products.
    private void frozen(Operator operator) {
        items.add(new Compute(operator, learns() ? PassItem.Factor.LEARNING : PassItem.Factor.FROZEN));
        if (!learns() && operator instanceof Operator.Gemm g && !g.name().endsWith(".router") && !g.name().startsWith("head.")) {
            items.add(new Compute(new Operator.Gemm(g.name() + ".lora_a", g.count(), g.m(), loraRank, g.k(), q.wide(), q.wide(), q.wide()), PassItem.Factor.LEARNING));
            items.add(new Compute(new Operator.Gemm(g.name() + ".lora_b", g.count(), g.m(), g.n(), loraRank, q.wide(), q.wide(), q.wide()), PassItem.Factor.LEARNING));
        }
    }

    private boolean learns() {
        return loraRank == 0;
    }

    private double hiddenBytes() {
        return tokens * model.hidden() * WIDE;
    }

    private double computed() {
        return items.stream().mapToDouble(i -> i instanceof Compute c ? c.slowdown() * kernels.seconds(c.operator()) : 0).sum();
    }

    private double seconds(List<Operator> operators) {
        return operators.stream().mapToDouble(kernels::seconds).sum();
    }

    private double backwardSeconds(List<Operator> operators) {
        return operators.stream().flatMap(o -> Operators.backward(o).stream()).mapToDouble(kernels::seconds).sum();
    }
}
