package dev.podwright.training;

import dev.podwright.calibration.TrainingOverheads;
import dev.podwright.calibration.TrainingTerm;
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

        double exposed(double alone, Fabric fabric, TrainingOverheads overheads) {
            double last = alone / layers;
            return overheads.exposed(alone, last + fabric.exposed(alone - last, behind), TrainingTerm.HIDDEN_DATA);
        }
    }

    /// Seconds of one exchange.
    record Seconds(Exchange kind, double alone, double exposed) {}

    /// Seconds of all that follows.
    double seconds(Own own, TrainingSetup setup) {
        double seconds = optimiserSeconds(own, setup);
        for (Sending sending : sendings(own, setup)) {
            seconds += sending.exposed(job.overheads().work() * job.fabric().seconds(sending.collective), job.fabric(), job.overheads());
        }
        return seconds;
    }

    List<Seconds> exchanges(Own own, TrainingSetup setup) {
        List<Seconds> seconds = new ArrayList<>();
        for (Sending sending : sendings(own, setup)) {
            double alone = job.overheads().work() * job.fabric().seconds(sending.collective);
            seconds.add(new Seconds(sending.kind, alone, sending.exposed(alone, job.fabric(), job.overheads())));
        }
        return seconds;
    }

    /// The same as cost leaves of exposed seconds.
    List<Cost> costs(Own own, TrainingSetup setup) {
        List<Cost> costs = new ArrayList<>();
        for (Sending sending : sendings(own, setup)) {
            Cost alone = job.fabric().price(sending.name, sending.collective);
            double left = sending.exposed(job.overheads().work() * alone.seconds(), job.fabric(), job.overheads());
            costs.add(left == alone.seconds() ? alone
                    : Cost.leaf(sending.name, left, Math.min(left, alone.ideal()), alone.bound(), alone.spread(), alone.why() + ", partly behind computation"));
        }
        costs.add(optimiser(own, setup));
        return costs;
    }

    private double optimiserSeconds(Own own, TrainingSetup setup) {
        return setup.offload().optimizer() ? hostSeconds(own, setup) : onDevice(Operators.adam(held(own, setup)));
    }

    private double onDevice(Operator adam) {
        return elementwise() >= 1 ? elementwise() * job.kernels().seconds(adam) : onDevicePrice(job.kernels().price(adam)).seconds();
    }

    private double elementwise() {
        return job.overheads().work() * job.overheads().factor(TrainingTerm.ELEMENTWISE);
    }

    private Cost onDevicePrice(Cost adam) {
        double factor = elementwise();
        return factor == 1 ? adam : Cost.leaf(adam.name(), Math.max(adam.ideal(), factor * adam.seconds()), adam.ideal(), adam.bound(), adam.spread(),
                "%s, x %.2f in training".formatted(adam.why(), factor));
    }

    private Cost optimiser(Own own, TrainingSetup setup) {
        if (!setup.offload().optimizer()) {
            return onDevicePrice(job.kernels().price(Operators.adam(held(own, setup))));
        }
        double seconds = hostSeconds(own, setup);
        return Cost.leaf("optimiser.on_host", seconds, seconds, Bound.LINK, Offloading.UNMEASURED, "link to the host at its published rate, the host's own work not counted");
    }

    /// The optimiser reads and writes the states this rank holds; on the host, gradients and weights pass its link.
    private double hostSeconds(Own own, TrainingSetup setup) {
        double bytes = held(own, setup) * Math.max(job.software().gradients().bytes(), Precision.BF16.bytes());
        return bytes / job.rankChip().need(Figure.HOST_BANDWIDTH);
    }

    /// Parameters whose optimiser states one rank holds.
    private double held(Own own, TrainingSetup setup) {
        int shards = setup.sharding().optimizerShards();
        return own.learning().dense() / shards + own.learning().experts() / (shards > 1 ? weights.expertShards(setup).ranks() : 1);
    }

    private List<Sending> sendings(Own own, TrainingSetup setup) {
        List<Sending> sendings = new ArrayList<>();
        Group data = setup.layout().dataGroup();
        Sharding sharding = setup.sharding();
        Group shards = data.first(sharding.kind() == Sharding.Kind.NONE ? 1 : sharding.ranks());
        Group replicas = data.every(shards.ranks());
        add(sendings, setup, "", own.learning().dense(), shards, replicas, own);
        if (own.learning().experts() > 0) {
            Group all = setup.layout().expertDataGroup();
            Group expertShards = sharding.kind() == Sharding.Kind.NONE ? all.first(1) : weights.expertShards(setup);
            Group expertReplicas = all.every(expertShards.ranks());
            add(sendings, setup, "experts.", own.learning().experts(), expertShards, expertReplicas, own);
        }
        return sendings;
    }

    /// Shards are summed among the ranks that divide them (unless every backward pass did so), copies of shards among their
    /// holders.
    private void add(List<Sending> sendings, TrainingSetup setup, String prefix, double parameters, Group shards, Group replicas, Own own) {
        double gradients = parameters * job.software().gradients().bytes();
        double whileBackward = job.software().overlapsGradients() ? own.backward() : 0;
        double least = job.software().overlapsGradients() ? own.layers() : 1;
        boolean divided = shards.ranks() > 1;
        if (divided && !setup.dividesGradientsEachMicroBatch()) {
            sendings.add(new Sending(Exchange.GRADIENTS, prefix + "gradients.reduce_scatter", new Collective.ReduceScatter(gradients, shards), whileBackward, least));
        }
        if (replicas.ranks() > 1) {
            sendings.add(new Sending(Exchange.GRADIENTS, prefix + "gradients.all_reduce", new Collective.AllReduce(gradients / shards.ranks(), replicas), whileBackward, least));
        }
        if (divided && setup.sharding().kind() != Sharding.Kind.ZERO3) {
            boolean ahead = job.software().overlapsWeights();
            sendings.add(new Sending(Exchange.WEIGHTS, prefix + "weights.all_gather",
                    new Collective.AllGather(parameters * job.recipe().quantization().weights().bytes(), shards), ahead ? own.forward() : 0, ahead ? own.layers() : 1));
        }
    }
}
