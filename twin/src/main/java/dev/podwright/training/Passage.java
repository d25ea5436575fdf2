package dev.podwright.training;

import dev.podwright.fabric.Collective;
import dev.podwright.layout.Recompute;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.schedule.ChunkTimes;
import dev.podwright.schedule.Schedule;
import dev.podwright.step.Exchange;
import dev.podwright.step.Pass;
import dev.podwright.step.PassSeconds;
import dev.podwright.step.TrainingBlocks;
import dev.podwright.step.TrainingShape;
import dev.podwright.units.Cost;
import dev.podwright.units.Precision;
import java.util.ArrayList;
import java.util.List;

/// How long one micro-batch takes in each part of the pipeline.
final class Passage {
    private static final Pass[] PASSES = Pass.values();
    private static final Exchange[] EXCHANGES = Exchange.values();

    private final TrainingJob job;
    private final TrainingBlocks blocks;
    private final Weights weights;

    Passage(TrainingJob job, TrainingBlocks blocks, Weights weights) {
        this.job = job;
        this.blocks = blocks;
        this.weights = weights;
    }

    PartSeconds seconds(Stage stage, TrainingSetup setup) {
        Sums sums = sums(stage, setup, TrainingShape.of(setup));
        double send = blockingSend(setup);
        sums.alone[Exchange.PIPELINE.ordinal()] += 2 * send;
        sums.exposed[Exchange.PIPELINE.ordinal()] += 2 * send;
        Gathering gathering = gathering(stage, setup, sums);
        gathering.addTo(sums.alone, sums.exposed);
        Offloading offloading = offloading(stage, setup, sums);
        offloading.addTo(sums.alone, sums.exposed);
        double forward = sums.forward() + send + gathering.forward() + offloading.forward();
        double input = sums.input() + send + gathering.backward() + offloading.backward();
        double whole = forward + input + sums.weight();
        double saved = setup.schedule() == Schedule.DUAL_PIPE ? sums.total() - sums(stage, setup, TrainingShape.of(setup).beside()).total() : 0;
        return new PartSeconds(new ChunkTimes(forward, input, sums.weight(), whole - Math.max(0, saved)), sums.flops, sums.alone, sums.exposed);
    }

    /// What a micro-batch waits for besides its blocks, as cost leaves of exposed seconds.
    List<Cost> costs(List<Stage> stages, TrainingSetup setup) {
        List<Cost> costs = new ArrayList<>();
        if (blockingSend(setup) > 0) {
            costs.add(job.fabric().price("pipeline.send", sending(setup)).repeated(2.0 * stages.size()));
        }
        for (Stage stage : stages) {
            Sums sums = sums(stage, setup, TrainingShape.of(setup));
            costs.addAll(gathering(stage, setup, sums).costs(job.fabric()));
            costs.addAll(offloading(stage, setup, sums).costs());
        }
        return costs;
    }

    /// Executions of a pass of a block per micro-batch: full recomputation reaches a share of the layers.
    static double times(Stage.Counted counted, Pass pass, Recompute recompute) {
        if (pass != Pass.RECOMPUTE) {
            return counted.count();
        }
        if (!counted.recomputable()) {
            return 0;
        }
        return switch (recompute) {
            case Recompute.None _ -> 0;
            case Recompute.Selective _ -> counted.count();
            case Recompute.Full full -> full.share() * counted.count();
        };
    }

    /// Seconds from the end of a task until the next stage has its result.
    double send(TrainingSetup setup) {
        return setup.layout().pipeline() == 1 ? 0 : job.fabric().seconds(sending(setup));
    }

    /// Tensor ranks send a share each and gather on arrival (Megatron-LM's scatter/gather optimisation, arXiv 2104.04473,
    /// section 4.1).
    private Collective sending(TrainingSetup setup) {
        double tokens = setup.microBatch() * job.recipe().sequence() / setup.layout().context();
        double bytes = tokens * job.model().hidden() * Precision.BF16.bytes() / setup.layout().tensor();
        return new Collective.PointToPoint(bytes, setup.layout().pipelineNeighbours());
    }

    /// Megatron-LM sends and receives in one blocking exchange unless stages are interleaved.
    private double blockingSend(TrainingSetup setup) {
        boolean behind = job.software().overlapsPipeline() && switch (setup.schedule()) {
            case INTERLEAVED, ZERO_BUBBLE, DUAL_PIPE -> true;
            case GPIPE, ONE_F_ONE_B -> false;
        };
        return behind ? 0 : send(setup);
    }

    private Gathering gathering(Stage stage, TrainingSetup setup, Sums sums) {
        return Gathering.of(job, weights, stage, setup, sums.forward(), sums.input() + sums.weight());
    }

    private Offloading offloading(Stage stage, TrainingSetup setup, Sums sums) {
        return Offloading.of(job, stage, setup, sums.forward(), sums.input() + sums.weight());
    }

    /// Seconds by pass, FLOPs, and communication by [Exchange].
    private record Sums(double[] pass, double flops, double[] alone, double[] exposed) {

        double forward() {
            return pass[Pass.FORWARD.ordinal()];
        }

        double input() {
            return pass[Pass.RECOMPUTE.ordinal()] + pass[Pass.BACKWARD_INPUT.ordinal()];
        }

        double weight() {
            return pass[Pass.BACKWARD_WEIGHT.ordinal()];
        }

        double total() {
            return forward() + input() + weight();
        }
    }

    private Sums sums(Stage stage, TrainingSetup setup, TrainingShape shape) {
        double[] pass = new double[PASSES.length];
        double[] alone = new double[EXCHANGES.length];
        double[] exposed = new double[EXCHANGES.length];
        double flops = 0;
        for (Stage.Counted counted : stage.blocks()) {
            for (Pass p : PASSES) {
                double times = times(counted, p, setup.recompute());
                if (times == 0) {
                    continue;
                }
                PassSeconds s = blocks.seconds(counted.block(), shape, p, setup.recompute());
                pass[p.ordinal()] += times * s.seconds();
                flops += times * s.flops();
                for (Exchange kind : EXCHANGES) {
                    alone[kind.ordinal()] += times * s.alone(kind);
                    exposed[kind.ordinal()] += times * s.exposed(kind);
                }
            }
        }
        return new Sums(pass, flops, alone, exposed);
    }
}
