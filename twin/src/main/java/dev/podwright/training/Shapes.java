package dev.podwright.training;

import dev.podwright.catalog.Figure;
import dev.podwright.layout.Sharding;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.model.Attention;
import dev.podwright.model.FeedForward;
import dev.podwright.model.Layer;
import dev.podwright.schedule.Pipeline;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Why a setup cannot be laid out. Reasons are put into words only when asked for: searches refuse thousands of setups.
final class Shapes {
    private final TrainingJob job;
    private final int podRanks;
    private final boolean hostLink;
    private final List<Widths> layers;

    /// What of a layer must divide.
    ///
    /// @param dense width of a dense feed-forward, 0 if there is none
    /// @param experts routed experts, 0 if there are none
    /// @param expert width of an expert
    /// @param keyHeads heads of keys and values
    /// @param sparse whether attention selects what it attends to
    /// @param recurrent whether a state passes from token to token
    private record Widths(int heads, int keyHeads, int dense, int experts, int expert, boolean sparse, boolean recurrent) {

        static Widths of(Layer layer) {
            Attention a = layer.attention();
            int keys = a instanceof Attention.GroupedQuery g ? g.kvHeads() : divisible(a);
            boolean recurrent = a instanceof Attention.Linear;
            return switch (layer.feedForward()) {
                case FeedForward.Dense f -> new Widths(divisible(a), keys, f.inter(), 0, 0, selects(a), recurrent);
                case FeedForward.Mixture f -> new Widths(divisible(a), keys, 0, f.experts(), f.inter(), selects(a), recurrent);
            };
        }
    }

    Shapes(TrainingJob job) {
        this.job = job;
        this.podRanks = job.pod().ranks();
        this.hostLink = job.rankChip().find(Figure.HOST_BANDWIDTH).isPresent();
        this.layers = job.model().distinctLayers().keySet().stream().map(Widths::of).toList();
    }

    boolean suits(TrainingSetup setup) {
        return reason(setup) == null;
    }

    /// One sentence with the numbers.
    Optional<String> conflict(TrainingSetup setup) {
        return Optional.ofNullable(reason(setup)).map(Supplier::get);
    }

    /// The first reason that is found, null if there is none.
    private Supplier<String> reason(TrainingSetup setup) {
        TrainingLayout layout = setup.layout();
        if (layout.ranks() > podRanks) {
            return () -> "%,d ranks are needed and %s has %,d".formatted(layout.ranks(), job.pod().id(), podRanks);
        }
        double at = (double) setup.microBatch() * layout.data();
        double batch = job.recipe().globalBatch();
        if (batch < at || batch % at != 0) {
            return () -> "a global batch of %,.0f sequences cannot be divided into micro-batches of %d on dp %,d".formatted(batch,
                    setup.microBatch(), layout.data());
        }
        int parts = layout.pipeline() * layout.virtualStages();
        int count = job.model().layers().size();
        // Embedding and head may stand alone on the first and the last part (Megatron-Core's --account-for-embedding-in-pipeline-split).
        if (parts > count + 2) {
            return () -> "%d pipeline parts for %d layers, embedding and head".formatted(parts, count);
        }
        Sharding sharding = setup.sharding();
        int data = layout.context() * layout.data();
        if (data % sharding.ranks() != 0) {
            return () -> "%d shards cannot be spread over %d data-parallel ranks".formatted(sharding.ranks(), data);
        }
        if (layout.inside() < layout.data() && !(layout.dataGroup().dividesInto(sharding.ranks()) && layout.expertDataGroup().dividesInto(Math.min(sharding.ranks(), layout.expertDataGroup().ranks())))) {
            return () -> "%d shards cannot be spread over %d copies inside the pipeline and %d around it".formatted(sharding.ranks(), layout.inside(), layout.data() / layout.inside());
        }
        if (!hostLink && (setup.offload().activations() > 0 || setup.offload().optimizer())) {
            return () -> "the catalogue has no %s for %s, which offloading needs".formatted(Figure.HOST_BANDWIDTH.label(), job.rankChip().id());
        }
        for (Widths layer : layers) {
            Supplier<String> reason = reason(layer, layout);
            if (reason != null) {
                return reason;
            }
        }
        Pipeline pipeline = setup.pipeline(batch);
        return pipeline.runs() ? null : () -> pipeline.conflict().orElseThrow();
    }

    private Supplier<String> reason(Widths layer, TrainingLayout layout) {
        int tensor = layout.tensor();
        int divided = layout.contextKind() == TrainingLayout.ContextKind.ULYSSES ? tensor * layout.context() : tensor;
        if (layer.heads % divided != 0) {
            return () -> "%d attention heads cannot be divided by %d".formatted(layer.heads, divided);
        }
        if (layout.context() > 1 && layout.contextKind() == TrainingLayout.ContextKind.ULYSSES && layer.keyHeads % divided != 0) {
            return () -> "%d heads of keys and values cannot be divided by %d".formatted(layer.keyHeads, divided);
        }
        if (layout.context() > 1 && layer.recurrent) {
            return () -> "%s has layers that pass a state from token to token, whose exchange among cp %d ranks is not modelled".formatted(
                    job.model().id(), layout.context());
        }
        if (layer.sparse) {
            return () -> "%s selects the tokens it attends to, whose backward pass is not modelled".formatted(job.model().id());
        }
        if (layer.dense % tensor != 0) {
            return () -> "a feed-forward width of %d cannot be divided by tp %d".formatted(layer.dense, tensor);
        }
        if (layer.experts == 0) {
            return null;
        }
        if (layer.experts % layout.experts() != 0) {
            return () -> "%d experts cannot be divided by ep %d".formatted(layer.experts, layout.experts());
        }
        if (layer.expert % layout.expertTensor() != 0) {
            return () -> "an expert width of %d cannot be divided by etp %d".formatted(layer.expert, layout.expertTensor());
        }
        if (tensor > 1 && !layout.sequence()) {
            return () -> "with tp %d, ranks route the same tokens unless sequence parallelism divides them".formatted(tensor);
        }
        return null;
    }

    private static int divisible(Attention attention) {
        return switch (attention) {
            case Attention.GroupedQuery a -> a.heads();
            case Attention.Latent a -> a.heads();
            case Attention.Compressed a -> a.heads();
            case Attention.Linear a -> a.valueHeads();
        };
    }

    private static boolean selects(Attention attention) {
        return switch (attention) {
            case Attention.GroupedQuery a -> a.variant().indexer().isPresent();
            case Attention.Latent a -> a.indexer().isPresent();
            case Attention.Compressed _ -> true;
            case Attention.Linear _ -> false;
        };
    }
}
