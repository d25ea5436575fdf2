package dev.podwright.layout;

import dev.podwright.fabric.Group;
import dev.podwright.model.Architecture;
import dev.podwright.model.Attention;
import dev.podwright.model.FeedForward;
import dev.podwright.model.Layer;
import dev.podwright.model.Split;
import java.util.Optional;

/// How one serving replica is spread over ranks: `tensor * data * pipeline` of them.
///
/// Attention is divided by heads among `tensor` ranks and by sequences among `data` groups of them (attention data
/// parallelism). Routed experts are spread over `experts` ranks of a stage; where that is fewer than `tensor * data`,
/// each expert is divided by width among the rest.
public record ServingLayout(int tensor, int data, int pipeline, int experts) {

    public ServingLayout {
        if (tensor < 1 || data < 1 || pipeline < 1 || experts < 1) {
            throw new IllegalArgumentException("Every size of the layout (tp %d, dp %d, pp %d, ep %d) must be at least 1."
                    .formatted(tensor, data, pipeline, experts));
        }
        if (tensor * data % experts != 0) {
            throw new IllegalArgumentException("The expert-parallel size (%d) must divide tp x dp (%d)."
                    .formatted(experts, tensor * data));
        }
    }

    public int ranks() {
        return tensor * data * pipeline;
    }

    /// Ranks of one pipeline stage.
    public int stageRanks() {
        return tensor * data;
    }

    public int expertTensor() {
        return stageRanks() / experts;
    }

    public Split split() {
        return new Split(tensor, tensor, experts, expertTensor(), tensor);
    }

    /// Ranks that divide heads and widths.
    public Group tensorGroup() {
        return Group.adjacent(tensor);
    }

    /// The same rank of every attention group of a stage.
    public Group dataGroup() {
        return new Group(data, tensor);
    }

    /// Ranks among which tokens of several attention groups travel to their experts.
    public Group expertGroup() {
        return Group.adjacent(stageRanks());
    }

    /// One rank of every stage; the farthest hop between neighbours paces them.
    public Group pipelineGroup() {
        return new Group(pipeline, stageRanks());
    }

    /// Why `model` cannot be laid out like this, if it cannot; one sentence with the numbers.
    public Optional<String> conflict(Architecture model) {
        if (pipeline > model.layers().size()) {
            return Optional.of("%d pipeline stages for %d layers".formatted(pipeline, model.layers().size()));
        }
        if (data > 1 && !model.mixture()) {
            return Optional.of("attention groups share experts, and the model has none: use replicas instead of dp %d".formatted(data));
        }
        if (data > 1 && experts != stageRanks()) {
            return Optional.of("with dp %d the experts are spread over all %d ranks of a stage, not ep %d".formatted(data, stageRanks(), experts));
        }
        return model.distinctLayers().keySet().stream().map(this::conflict).flatMap(Optional::stream).findFirst();
    }

    private Optional<String> conflict(Layer layer) {
        int heads = switch (layer.attention()) {
            case Attention.GroupedQuery a -> a.heads();
            case Attention.Latent a -> a.heads();
            case Attention.Compressed a -> a.heads();
            case Attention.Linear a -> a.valueHeads();
        };
        if (heads % tensor != 0) {
            return Optional.of("%d attention heads cannot be divided by tp %d".formatted(heads, tensor));
        }
        return switch (layer.feedForward()) {
            case FeedForward.Dense f when f.inter() % tensor != 0 ->
                Optional.of("a feed-forward width of %d cannot be divided by tp %d".formatted(f.inter(), tensor));
            case FeedForward.Mixture f when experts > f.experts() ->
                Optional.of("%d experts cannot fill ep %d".formatted(f.experts(), experts));
            case FeedForward.Mixture f when f.inter() % expertTensor() != 0 ->
                Optional.of("an expert width of %d cannot be divided by %d".formatted(f.inter(), expertTensor()));
            case FeedForward.Dense _, FeedForward.Mixture _ -> Optional.empty();
        };
    }

    /// Such as `tp4 dp8 ep32`; sizes of 1 are left out.
    public String label() {
        StringBuilder text = new StringBuilder("tp").append(tensor);
        append(text, " dp", data);
        append(text, " pp", pipeline);
        append(text, " ep", experts);
        return text.toString();
    }

    private static void append(StringBuilder text, String name, int size) {
        if (size > 1) {
            text.append(name).append(size);
        }
    }

    @Override
    public String toString() {
        return label();
    }
}
