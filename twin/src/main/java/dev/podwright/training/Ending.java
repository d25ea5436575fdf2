package dev.podwright.training;

import dev.podwright.catalog.Figure;
import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Fabric;
import dev.podwright.fabric.Group;
import dev.podwright.layout.Sharding;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.model.Operator;
import dev.podwright.model.Operators;
import dev.podwright.step.Exchange;
import dev.podwright.units.Bound;
import dev.podwright.units.Cost;
import dev.podwright.units.Precision;
import java.util.ArrayList;
import java.util.List;

/// What follows the last backward pass on one pipeline rank: gradients summed over data-parallel ranks, the optimiser,
/// weights handed out again.
final class Ending {
    private final TrainingJob job;
    private final Weights weights;

    Ending(TrainingJob job, Weights weights) {
        this.job = job;
        this.weights = weights;
    }

    /// One exchange with the computation it can hide behind.
    ///
    /// @param behind seconds of computation; the last layer's share of the exchange stays exposed in any case
    private record Sending(Exchange kind, String name, Collective collective, double behind, double layers) {

        double exposed(double alone, Fabric fabric) {
            double last = alone / layers;
            return last + fabric.exposed(alone - last, behind);
        }
    }

    /// Seconds of one exchange.
    record Seconds(Exchange kind, double alone, double exposed) {}

    /// @param stages parts of this rank
    /// @param forward seconds of one micro-batch forward on this rank
    /// @param backward seconds of one micro-batch backward
    List<Seconds> exchanges(List<Stage> stages, TrainingSetup setup, double forward, double backward) {
        List<Seconds> seconds = new ArrayList<>();
        for (Sending sending : sendings(stages, setup, forward, backward)) {
            double alone = job.fabric().seconds(sending.collective);
            seconds.add(new Seconds(sending.kind, alone, sending.exposed(alone, job.fabric())));
        }
        return seconds;
    }

    /// The same as cost leaves of exposed seconds.
    List<Cost> costs(List<Stage> stages, TrainingSetup setup, double forward, double backward) {
        List<Cost> costs = new ArrayList<>();
        for (Sending sending : sendings(stages, setup, forward, backward)) {
            Cost alone = job.fabric().price(sending.name, sending.collective);
            double left = sending.exposed(alone.seconds(), job.fabric());
            costs.add(sending.behind == 0 ? alone
                    : Cost.leaf(sending.name, left, Math.min(left, alone.ideal()), alone.bound(), alone.spread(), alone.why() + ", partly behind computation"));
        }
        costs.add(optimiser(stages, setup));
        return costs;
    }

    double optimiserSeconds(List<Stage> stages, TrainingSetup setup) {
        return optimiser(stages, setup).seconds();
    }

    /// The optimiser reads and writes the states this rank holds; on the host, gradients and weights pass its link.
    private Cost optimiser(List<Stage> stages, TrainingSetup setup) {
        double held = held(stages, setup);
        if (!setup.offload().optimizer()) {
            Operator adam = Operators.adam(held);
            return job.kernels().price(adam);
        }
        double bytes = held * Math.max(job.software().gradients().bytes(), Precision.BF16.bytes());
        double seconds = bytes / job.rankChip().need(Figure.HOST_BANDWIDTH);
        return Cost.leaf("optimiser.on_host", seconds, seconds, Bound.LINK, Offloading.UNMEASURED, "link to the host at its published rate, the host's own work not counted");
    }

    /// Parameters whose optimiser states one rank holds.
    private double held(List<Stage> stages, TrainingSetup setup) {
        Weights.Count learning = learning(stages, setup);
        return learning.dense() / setup.sharding().optimizerShards()
                + learning.experts() / (setup.sharding().optimizerShards() > 1 ? weights.expertShards(setup).ranks() : 1);
    }

    private Weights.Count learning(List<Stage> stages, TrainingSetup setup) {
        return stages.stream().map(s -> weights.learning(s, setup)).reduce(Weights.Count.NONE, Weights.Count::plus);
    }

    private List<Sending> sendings(List<Stage> stages, TrainingSetup setup, double forward, double backward) {
        List<Sending> sendings = new ArrayList<>();
        Weights.Count learning = learning(stages, setup);
        double layers = Math.max(1, stages.stream().mapToInt(Stage::layers).sum());
        Group data = setup.layout().dataGroup();
        Sharding sharding = setup.sharding();
        Group shards = new Group(sharding.kind() == Sharding.Kind.NONE ? 1 : sharding.ranks(), data.stride());
        Group replicas = new Group(data.ranks() / shards.ranks(), data.stride() * shards.ranks());
        add(sendings, sharding, "", learning.dense(), shards, replicas, layers, forward, backward);
        if (learning.experts() > 0) {
            Group all = setup.layout().expertDataGroup();
            Group expertShards = sharding.kind() == Sharding.Kind.NONE ? new Group(1, all.stride()) : weights.expertShards(setup);
            Group expertReplicas = new Group(all.ranks() / expertShards.ranks(), all.stride() * expertShards.ranks());
            add(sendings, sharding, "experts.", learning.experts(), expertShards, expertReplicas, layers, forward, backward);
        }
        return sendings;
    }

    /// Shards are summed among the ranks that divide them (ZeRO-3 did so in every backward pass), copies of shards among their holders.
    private void add(List<Sending> sendings, Sharding sharding, String prefix, double parameters, Group shards, Group replicas, double layers,
                     double forward, double backward) {
        double gradients = parameters * job.software().gradients().bytes();
        double whileBackward = job.software().overlapsGradients() ? backward : 0;
        double least = job.software().overlapsGradients() ? layers : 1;
        boolean ending = sharding.kind() == Sharding.Kind.ZERO1 || sharding.kind() == Sharding.Kind.ZERO2;
        if (ending && shards.ranks() > 1) {
            sendings.add(new Sending(Exchange.GRADIENTS, prefix + "gradients.reduce_scatter", new Collective.ReduceScatter(gradients, shards), whileBackward, least));
        }
        if (replicas.ranks() > 1) {
            sendings.add(new Sending(Exchange.GRADIENTS, prefix + "gradients.all_reduce", new Collective.AllReduce(gradients / shards.ranks(), replicas), whileBackward, least));
        }
        if (ending && shards.ranks() > 1) {
            boolean ahead = job.software().overlapsWeights();
            sendings.add(new Sending(Exchange.WEIGHTS, prefix + "weights.all_gather",
                    new Collective.AllGather(parameters * Precision.BF16.bytes(), shards), ahead ? forward : 0, ahead ? layers : 1));
        }
    }
}
