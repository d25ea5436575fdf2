package dev.podwright.training;

import dev.podwright.calibration.TrainingOverheads;
import dev.podwright.calibration.TrainingTerm;
import dev.podwright.catalog.TrainingSoftware;
import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Fabric;
import dev.podwright.fabric.Group;
import dev.podwright.layout.Sharding;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.step.Exchange;
import dev.podwright.units.Cost;
import java.util.ArrayList;
import java.util.List;

/// Where micro-batches divide their gradients ([TrainingSetup#dividesGradientsEachMicroBatch]) each of them reduces them; where it holds a share of the weights
/// too (ZeRO-3, FSDP) each micro-batch gathers those layer by layer before the forward and the backward pass, one layer ahead where the
/// software prefetches.
///
/// @param layers of the part
/// @param gathers of one layer
/// @param reduces of one layer
/// @param gather seconds of all layers by themselves
/// @param reduce seconds of all layers by themselves
/// @param forward seconds of gathering that the forward pass waits for
/// @param backward seconds of gathering and reducing that the backward pass waits for
record Gathering(double layers, List<Collective> gathers, List<Collective> reduces, double gather, double reduce, double forward, double backward) {
    private static final Gathering NONE = new Gathering(0, List.of(), List.of(), 0, 0, 0, 0);

    static Gathering of(TrainingJob job, Weights weights, Part part, TrainingSetup setup) {
        Sharding sharding = setup.sharding();
        boolean weightsToo = sharding.kind() == Sharding.Kind.ZERO3;
        if (sharding.ranks() == 1 || !setup.dividesGradientsEachMicroBatch()) {
            return NONE;
        }
        double layers = Math.max(1, part.stage().layers());
        Weights.Count held = part.held().times(1 / layers);
        Weights.Count learning = weights.learning(part.held()).times(1 / layers);
        double gradient = job.software().gradients().bytes();
        List<Collective> gathers = new ArrayList<>();
        List<Collective> reduces = new ArrayList<>();
        Group dense = setup.layout().dataGroup().first(sharding.ranks());
        double weight = job.recipe().quantization().weights().bytes();
        if (weightsToo) {
            gathers.add(new Collective.AllGather(held.dense() * weight, dense));
        }
        reduces.add(new Collective.ReduceScatter(learning.dense() * gradient, dense));
        Group experts = weights.expertShards(setup);
        if (held.experts() > 0 && experts.ranks() > 1) {
            if (weightsToo) {
                gathers.add(new Collective.AllGather(held.experts() * weight, experts));
            }
            reduces.add(new Collective.ReduceScatter(learning.experts() * gradient, experts));
        }
        TrainingOverheads overheads = job.overheads();
        double gather = overheads.work() * layers * seconds(job.fabric(), gathers);
        double reduce = overheads.work() * layers * seconds(job.fabric(), reduces);
        TrainingSoftware software = job.software();
        Fabric fabric = job.fabric();
        // Nothing computes before the first layer has come, nor after the gradient of the last one is done.
        double first = gather / layers;
        double forward = software.overlapsWeights() ? first + fabric.exposed(gather - first, part.forward()) : gather;
        double hidden = (software.overlapsWeightsBackward() ? gather : 0) + (software.overlapsGradients() ? reduce : 0);
        double ends = hidden / layers;
        double backward = gather + reduce - hidden + ends + fabric.exposed(hidden - ends, part.backward());
        return new Gathering(layers, gathers, reduces, gather, reduce, overheads.exposed(gather, forward, TrainingTerm.HIDDEN_DATA),
                overheads.exposed(gather + reduce, backward, TrainingTerm.HIDDEN_DATA));
    }

    void addTo(double[] alone, double[] exposed) {
        alone[Exchange.WEIGHTS.ordinal()] += 2 * gather;
        alone[Exchange.GRADIENTS.ordinal()] += reduce;
        exposed[Exchange.WEIGHTS.ordinal()] += forward + backward * gatherShare();
        exposed[Exchange.GRADIENTS.ordinal()] += backward * (1 - gatherShare());
    }

    /// Leaves of exposed seconds.
    List<Cost> costs(Fabric fabric, TrainingOverheads overheads) {
        List<Cost> costs = new ArrayList<>();
        leaves(costs, fabric, overheads.work(), "weights.all_gather", gathers, 2, gather == 0 ? 0 : (forward + backward * gatherShare()) / (2 * gather));
        leaves(costs, fabric, overheads.work(), "gradients.reduce_scatter", reduces, 1, reduce == 0 ? 0 : backward * (1 - gatherShare()) / reduce);
        return costs;
    }

    /// @param factor on seconds of the fabric
    /// @param share of it that is exposed
    private void leaves(List<Cost> costs, Fabric fabric, double factor, String name, List<Collective> collectives, int passes, double share) {
        for (Collective collective : collectives) {
            Cost one = fabric.price(name, collective);
            double left = share * factor * one.seconds();
            if (left > 0) {
                costs.add(Cost.leaf(name, left, Math.min(left, one.ideal()), one.bound(), one.spread(), one.why() + ", partly behind computation")
                        .repeated(layers * passes));
            }
        }
    }

    private double gatherShare() {
        return gather + reduce == 0 ? 0 : gather / (gather + reduce);
    }

    private static double seconds(Fabric fabric, List<Collective> collectives) {
        return collectives.stream().mapToDouble(fabric::seconds).sum();
    }
}
