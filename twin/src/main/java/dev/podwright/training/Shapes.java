package dev.podwright.training;

import dev.podwright.catalog.Figure;
import dev.podwright.layout.Sharding;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.model.Architecture;
import dev.podwright.model.Attention;
import dev.podwright.model.FeedForward;
import dev.podwright.model.Layer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Why a setup cannot be laid out.
final class Shapes {
    private Shapes() {}

    /// One sentence with the numbers.
    ///
    /// @param layers distinct layers of the model
    static Optional<String> conflict(TrainingJob job, List<Layer> layers, TrainingSetup setup) {
        return Stream.<Optional<String>>of(
                        ranks(job, setup.layout()),
                        batch(job, setup),
                        stages(job.model(), setup),
                        sharding(setup),
                        host(job, setup),
                        layers.stream().map(l -> layer(job.model(), l, setup.layout())).flatMap(Optional::stream).findFirst(),
                        setup.pipeline(job.recipe().globalBatch()).conflict())
                .flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> ranks(TrainingJob job, TrainingLayout layout) {
        return layout.ranks() <= job.pod().ranks() ? Optional.empty()
                : Optional.of("%,d ranks are needed and %s has %,d".formatted(layout.ranks(), job.pod().id(), job.pod().ranks()));
    }

    private static Optional<String> batch(TrainingJob job, TrainingSetup setup) {
        double at = (double) setup.microBatch() * setup.layout().data();
        double batch = job.recipe().globalBatch();
        if (batch < at || batch % at != 0) {
            return Optional.of("a global batch of %,.0f sequences cannot be divided into micro-batches of %d on dp %,d".formatted(batch,
                    setup.microBatch(), setup.layout().data()));
        }
        return Optional.empty();
    }

    private static Optional<String> stages(Architecture model, TrainingSetup setup) {
        TrainingLayout layout = setup.layout();
        int parts = layout.pipeline() * layout.virtualStages();
        // Embedding and head may stand alone on the first and the last part (Megatron-Core's --account-for-embedding-in-pipeline-split).
        return parts <= model.layers().size() + 2 ? Optional.empty()
                : Optional.of("%d pipeline parts for %d layers, embedding and head".formatted(parts, model.layers().size()));
    }

    private static Optional<String> sharding(TrainingSetup setup) {
        Sharding sharding = setup.sharding();
        int data = setup.layout().context() * setup.layout().data();
        if (data % sharding.ranks() != 0) {
            return Optional.of("%d shards cannot be spread over %d data-parallel ranks".formatted(sharding.ranks(), data));
        }
        return Optional.empty();
    }

    private static Optional<String> host(TrainingJob job, TrainingSetup setup) {
        boolean used = setup.offload().activations() > 0 || setup.offload().optimizer();
        return used && job.rankChip().find(Figure.HOST_BANDWIDTH).isEmpty()
                ? Optional.of("the catalogue has no %s for %s, which offloading needs".formatted(Figure.HOST_BANDWIDTH.label(), job.rankChip().id()))
                : Optional.empty();
    }

    private static Optional<String> layer(Architecture model, Layer layer, TrainingLayout layout) {
        int tensor = layout.tensor();
        int heads = switch (layer.attention()) {
            case Attention.GroupedQuery a -> a.heads();
            case Attention.Latent a -> a.heads();
            case Attention.Compressed a -> a.heads();
            case Attention.Linear a -> a.valueHeads();
        };
        int divided = layout.contextKind() == TrainingLayout.ContextKind.ULYSSES ? tensor * layout.context() : tensor;
        if (heads % divided != 0) {
            return Optional.of("%d attention heads cannot be divided by %d".formatted(heads, divided));
        }
        if (sparse(layer.attention())) {
            return Optional.of("%s selects the tokens it attends to, whose backward pass is not modelled".formatted(model.id()));
        }
        return switch (layer.feedForward()) {
            case FeedForward.Dense f when f.inter() % tensor != 0 ->
                Optional.of("a feed-forward width of %d cannot be divided by tp %d".formatted(f.inter(), tensor));
            case FeedForward.Mixture f when f.experts() % layout.experts() != 0 ->
                Optional.of("%d experts cannot be divided by ep %d".formatted(f.experts(), layout.experts()));
            case FeedForward.Mixture f when f.inter() % layout.expertTensor() != 0 ->
                Optional.of("an expert width of %d cannot be divided by etp %d".formatted(f.inter(), layout.expertTensor()));
            case FeedForward.Mixture _ when tensor > 1 && !layout.sequence() ->
                Optional.of("with tp %d, ranks route the same tokens unless sequence parallelism divides them".formatted(tensor));
            case FeedForward.Dense _, FeedForward.Mixture _ -> Optional.empty();
        };
    }

    private static boolean sparse(Attention attention) {
        return switch (attention) {
            case Attention.GroupedQuery a -> a.variant().indexer().isPresent();
            case Attention.Latent a -> a.indexer().isPresent();
            case Attention.Compressed _ -> true;
            case Attention.Linear _ -> false;
        };
    }
}
