package dev.podwright.training;

import dev.podwright.fabric.Group;
import dev.podwright.layout.Sharding;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.model.Architecture;
import dev.podwright.model.Layer;
import dev.podwright.model.Parameters;
import dev.podwright.model.Split;
import dev.podwright.step.Block;

/// Parameters that ranks hold, exchange and update.
final class Weights {
    private final Architecture model;
    private final int loraRank;

    /// Parameters of one rank.
    ///
    /// @param dense all but routed experts
    /// @param experts routed experts
    record Count(double dense, double experts) {
        static final Count NONE = new Count(0, 0);

        Count plus(Count other) {
            return new Count(dense + other.dense, experts + other.experts);
        }

        Count times(double factor) {
            return new Count(dense * factor, experts * factor);
        }

        double total() {
            return dense + experts;
        }
    }

    Weights(Architecture model, int loraRank) {
        this.model = model;
        this.loraRank = loraRank;
    }

    /// Those of `all` that learn.
    Count learning(Count all) {
        // An adapter of rank r beside a matrix of n x k has r (n + k) parameters; matrices of a layer are about hidden wide.
        return loraRank == 0 ? all : new Count(all.dense() * 2 * loraRank / model.hidden(), 0);
    }

    /// Whether the head is the embedding.
    boolean tied() {
        return model.tied();
    }

    /// The data-parallel ranks among which experts are sharded.
    Group expertShards(TrainingSetup setup) {
        Group all = setup.layout().expertDataGroup();
        Sharding sharding = setup.sharding();
        return all.first(Math.min(all.ranks(), sharding.ranks()));
    }

    /// All parameters of a block on one rank, unsharded.
    Count of(Block block, Split split) {
        return switch (block) {
            case Block.Body body -> layer(body.layer(), split);
            case Block.Embedding _ -> new Count(Parameters.table(model, split), 0);
            case Block.Head _ -> new Count(Parameters.table(model, split), 0);
            case Block.Draft draft -> layer(draft.layer(), split).plus(new Count(2.0 * model.hidden() * model.hidden(), 0));
        };
    }

    private Count layer(Layer layer, Split split) {
        double experts = Parameters.experts(model, layer, split);
        return new Count(Parameters.layer(model, layer, split) - experts, experts);
    }
}
