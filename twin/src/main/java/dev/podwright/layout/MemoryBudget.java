package dev.podwright.layout;

import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Figure;
import dev.podwright.model.Architecture;
import dev.podwright.model.Attention;
import dev.podwright.model.FeedForward;
import dev.podwright.model.Layer;
import dev.podwright.model.Parameters;
import dev.podwright.model.Quantization;
import dev.podwright.units.Precision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The memory of the fullest rank of a serving replica.
///
/// @param usable bytes that the engine may use
/// @param fixed weights, activations and buffers, in bytes
/// @param cachePerSequence key-value bytes of one sequence of `context` tokens on one rank
/// @param context tokens of the sequence that `cachePerSequence` is of
public record MemoryBudget(double usable, List<MemoryTerm> fixed, double cachePerSequence, double context) {

    /// Share of memory that engines use by default (vLLM's `gpu_memory_utilization`): a tenth is left to the runtime and to
    /// fragmentation.
    static final double USABLE_SHARE = 0.90;

    /// Two buffers of 200 MB per communicator: the default of `HCCL_BUFFSIZE` (CANN environment variables); NCCL's
    /// channel buffers are of the same order.
    static final double BUFFER_PER_COMMUNICATOR = 2 * 200e6;

    /// Live copies of the hidden state in a layer: residual, normalised input, and the block's output.
    private static final int HIDDEN_COPIES = 3;

    public MemoryBudget {
        fixed = List.copyOf(fixed);
    }

    /// The budget of `model` on `chip` under `layout`.
    ///
    /// @param stepTokens most tokens that one step may carry on a rank
    /// @param context tokens a finished sequence has
    public static MemoryBudget of(Architecture model, Quantization quantization, ServingLayout layout, Chip chip, double stepTokens,
                                  double context) {
        List<MemoryTerm> fixed = new ArrayList<>();
        fixed.add(new MemoryTerm("weights", weights(model, quantization, layout)));
        fixed.add(new MemoryTerm("activations", activations(model, layout, stepTokens)));
        fixed.add(new MemoryTerm("communication buffers", communicators(layout) * BUFFER_PER_COMMUNICATOR));
        double usable = chip.need(Figure.MEMORY_CAPACITY) * USABLE_SHARE;
        return new MemoryBudget(usable, fixed, cache(model, quantization, layout, context), context);
    }

    /// The budget with one more fixed use, such as draft layers.
    public MemoryBudget with(MemoryTerm term) {
        List<MemoryTerm> terms = new ArrayList<>(fixed);
        terms.add(term);
        return new MemoryBudget(usable, terms, cachePerSequence, context);
    }

    public double fixedBytes() {
        return fixed.stream().mapToDouble(MemoryTerm::bytes).sum();
    }

    /// Bytes left for the key-value cache; negative when the fixed terms alone do not fit.
    public double cacheBytes() {
        return usable - fixedBytes();
    }

    /// Sequences of full length that one attention group holds at once.
    public double sequences() {
        return cachePerSequence == 0 ? Double.POSITIVE_INFINITY : Math.max(0, cacheBytes() / cachePerSequence);
    }

    /// Whether at least one sequence fits.
    public boolean fits() {
        return sequences() >= 1;
    }

    /// The largest use of memory, the cache of one sequence counted.
    public MemoryTerm largest() {
        List<MemoryTerm> all = new ArrayList<>(fixed);
        all.add(new MemoryTerm("key-value cache of one sequence", cachePerSequence));
        return all.stream().max(Comparator.comparingDouble(MemoryTerm::bytes)).orElseThrow();
    }

    /// Bytes missing for one sequence; 0 when it fits.
    public double shortfall() {
        return Math.max(0, fixedBytes() + cachePerSequence - usable);
    }

    private static double weights(Architecture model, Quantization quantization, ServingLayout layout) {
        double layers = Stages.fullest(model, layout.pipeline()).entrySet().stream()
                .mapToDouble(e -> e.getValue() * Parameters.layerBytes(model, e.getKey(), quantization, layout.split()))
                .sum();
        double embedding = Parameters.embeddingBytes(model, quantization, layout.split());
        double head = model.tied() && layout.pipeline() == 1 ? 0 : Parameters.headBytes(model, quantization, layout.split());
        // The fullest stage is the last: with several stages it holds the head, alone it holds both.
        return layers + head + (layout.pipeline() == 1 ? embedding : 0);
    }

    /// Cache of the fullest stage. Tensor ranks beyond the number of kv heads hold copies.
    private static double cache(Architecture model, Quantization quantization, ServingLayout layout, double context) {
        return Stages.fullest(model, layout.pipeline()).entrySet().stream()
                .mapToDouble(e -> e.getValue() * Parameters.layerKvBytes(e.getKey().attention(), quantization, layout.split(), context))
                .sum();
    }

    /// Widest moment of a step: hidden copies plus the widest intermediate of a layer. Logits are small beside it.
    private static double activations(Architecture model, ServingLayout layout, double tokens) {
        double widest = model.distinctLayers().keySet().stream().mapToDouble(l -> intermediate(l, model, layout)).max().orElse(0);
        return tokens * (HIDDEN_COPIES * model.hidden() + widest) * Precision.BF16.bytes();
    }

    private static double intermediate(Layer layer, Architecture model, ServingLayout layout) {
        double attention = switch (layer.attention()) {
            case Attention.GroupedQuery a -> (double) (a.heads() + 2 * a.kvHeads()) * a.headDim() / layout.tensor();
            case Attention.Latent a -> (double) a.heads() * (2 * (a.nope() + a.rope()) + a.value()) / layout.tensor();
            case Attention.Compressed a -> (double) a.heads() * a.headDim() / layout.tensor() + a.headDim();
            case Attention.Linear a -> (2.0 * a.keyHeads() * a.keyDim() + 2.0 * a.valueHeads() * a.valueDim()) / layout.tensor();
        };
        double feedForward = switch (layer.feedForward()) {
            case FeedForward.Dense f -> (f.gated() ? 3.0 : 2.0) * f.inter() / layout.tensor();
            // Balanced routing brings a rank its share of `active` copies of every attention group's tokens.
            case FeedForward.Mixture f -> (double) f.active() * layout.data() / layout.experts()
                    * (model.hidden() + (f.gated() ? 3.0 : 2.0) * f.inter() / layout.expertTensor());
        };
        return Math.max(attention, feedForward);
    }

    private static int communicators(ServingLayout layout) {
        return (layout.tensor() > 1 ? 1 : 0) + (layout.data() > 1 ? 1 : 0) + (layout.pipeline() > 1 ? 1 : 0)
                + (layout.experts() > 1 ? 1 : 0);
    }
}
