package dev.podwright.training;

import dev.podwright.fabric.Collective;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.schedule.ChunkTimes;
import dev.podwright.schedule.Schedule;
import dev.podwright.step.TrainingShape;
import dev.podwright.units.Cost;
import dev.podwright.units.Precision;
import java.util.ArrayList;
import java.util.List;

/// How long one micro-batch takes in each part of the pipeline.
final class Passage {
    private final TrainingJob job;
    private final Parts parts;

    Passage(TrainingJob job, Parts parts) {
        this.job = job;
        this.parts = parts;
    }

    /// Of every kind of part.
    PartSeconds[] seconds(Partition partition, TrainingSetup setup) {
        TrainingShape shape = shape(setup);
        Part[] all = parts.of(partition, shape, setup.recompute());
        Part[] beside = setup.schedule() == Schedule.DUAL_PIPE ? parts.of(partition, shape.beside(), setup.recompute()) : all;
        double send = blocks(setup) ? hop(setup) : 0;
        PartSeconds[] seconds = new PartSeconds[all.length];
        for (int kind = 0; kind < all.length; kind++) {
            seconds[kind] = seconds(all[kind], all[kind].total() - beside[kind].total(), send, setup);
        }
        return seconds;
    }

    /// How micro-batches pass: software that hides expert exchanges runs each beside another wherever there is one, which needs
    /// interleaved stages or a single one (Megatron-Core's --overlap-moe-expert-parallel-comm). DualPipe pairs by its own order.
    TrainingShape shape(TrainingSetup setup) {
        TrainingShape alone = TrainingShape.of(setup);
        boolean others = setup.microBatches(job.recipe().globalBatch()) > 1;
        boolean room = setup.layout().pipeline() == 1 || setup.schedule() == Schedule.INTERLEAVED;
        return job.software().overlapsExperts() && others && room ? alone.beside() : alone;
    }

    /// @param saved seconds that two micro-batches save beside each other
    private PartSeconds seconds(Part part, double saved, double send, TrainingSetup setup) {
        Gathering gathering = Gathering.of(job, parts.weights(), part, setup);
        Offloading offloading = Offloading.of(job, part, setup);
        double forward = part.forward() + send + gathering.forward() + offloading.forward();
        double input = part.input() + send + gathering.backward() + offloading.backward();
        double whole = forward + input + part.weight();
        return new PartSeconds(part, new ChunkTimes(forward, input, part.weight(), whole - Math.max(0, saved)), send, gathering, offloading);
    }

    /// What a micro-batch waits for besides the blocks of these parts, as cost leaves of exposed seconds.
    List<Cost> costs(List<PartSeconds> own, TrainingSetup setup) {
        List<Cost> costs = new ArrayList<>();
        if (blocks(setup)) {
            Cost one = job.fabric().price("pipeline.send", sending(setup));
            costs.add(Cost.leaf(one.name(), job.overheads().work() * one.seconds(), one.ideal(), one.bound(), one.spread(), one.why()).repeated(2.0 * own.size()));
        }
        for (PartSeconds part : own) {
            costs.addAll(part.gathering().costs(job.fabric(), job.overheads()));
            costs.addAll(part.offloading().costs());
        }
        return costs;
    }

    /// Seconds from the end of a task until the next stage has its result; nothing where the sender itself waits.
    double send(TrainingSetup setup) {
        return blocks(setup) ? 0 : hop(setup);
    }

    private double hop(TrainingSetup setup) {
        return setup.layout().pipeline() == 1 ? 0 : job.overheads().work() * job.fabric().seconds(sending(setup));
    }

    /// Tensor ranks send a share each and gather on arrival (Megatron-LM's scatter/gather optimisation, arXiv 2104.04473,
    /// section 4.1).
    private Collective sending(TrainingSetup setup) {
        double tokens = setup.microBatch() * job.recipe().sequence() / setup.layout().context();
        double bytes = tokens * job.model().hidden() * Precision.BF16.bytes() / setup.layout().tensor();
        return new Collective.PointToPoint(bytes, setup.layout().pipelineGroup());
    }

    /// With one chunk per device, sends are on the way of every micro-batch in any case, and the walk through the schedule shows
    /// it. Schedules that have other work meanwhile hide them only if the software sends in the background.
    private boolean blocks(TrainingSetup setup) {
        return !job.software().overlapsPipeline() && switch (setup.schedule()) {
            case INTERLEAVED, ZERO_BUBBLE, DUAL_PIPE -> true;
            case GPIPE, ONE_F_ONE_B -> false;
        };
    }
}
