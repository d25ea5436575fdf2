package dev.podwright.training;

import dev.podwright.catalog.Figure;
import dev.podwright.layout.Recompute;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.model.SavedTensors;
import dev.podwright.step.Block;
import dev.podwright.step.Exchange;
import dev.podwright.units.Bound;
import dev.podwright.units.Cost;
import dev.podwright.units.Spread;
import java.util.List;

/// Kept activations that go to the host behind the forward pass and come back ahead of the backward pass.
///
/// @param alone seconds of one way
/// @param forward seconds that the forward pass waits
/// @param backward seconds that the backward pass waits
record Offloading(double alone, double forward, double backward) {
    private static final Offloading NONE = new Offloading(0, 0, 0);

    /// Published rates of host links are seldom reached, and none was measured here.
    static final Spread UNMEASURED = Spread.factor(2);

    static Offloading of(TrainingJob job, Part part, TrainingSetup setup) {
        if (setup.offload().activations() == 0) {
            return NONE;
        }
        double bytes = 0;
        for (Stage.Counted counted : part.stage().blocks()) {
            if (counted.block() instanceof Block.Body body) {
                bytes += counted.count() * setup.offload().activations() * kept(job, body, setup);
            }
        }
        double alone = bytes / job.rankChip().need(Figure.HOST_BANDWIDTH);
        return new Offloading(alone, Math.max(0, alone - part.forward()), Math.max(0, alone - part.backward()));
    }

    private static double kept(TrainingJob job, Block.Body body, TrainingSetup setup) {
        double sequence = job.recipe().sequence();
        double tokens = setup.microBatch() * sequence / setup.layout().context();
        SavedTensors saved = SavedTensors.of(job.model(), body.layer(), tokens, sequence, setup.layout().split(), job.recipe().quantization(),
                job.software().flashAttention());
        return switch (setup.recompute()) {
            case Recompute.None _ -> saved.bytes();
            case Recompute.Selective selective -> saved.bytes(selective.parts());
            case Recompute.Full full -> full.share() * saved.input() + (1 - full.share()) * saved.bytes();
        };
    }

    void addTo(double[] alone, double[] exposed) {
        alone[Exchange.HOST.ordinal()] += 2 * this.alone;
        exposed[Exchange.HOST.ordinal()] += forward + backward;
    }

    /// Leaves of exposed seconds.
    List<Cost> costs() {
        double left = forward + backward;
        return left == 0 ? List.of()
                : List.of(Cost.leaf("activations.offload", left, left, Bound.LINK, UNMEASURED, "link to the host at its published rate, partly behind computation"));
    }
}
