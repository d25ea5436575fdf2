package dev.podwright.training;

import dev.podwright.layout.TrainingMemory;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.schedule.Timeline;
import dev.podwright.step.Block;
import dev.podwright.step.Exchange;
import dev.podwright.step.Pass;
import dev.podwright.step.TrainingBlocks;
import dev.podwright.step.TrainingShape;
import dev.podwright.units.Bound;
import dev.podwright.units.Cost;
import dev.podwright.units.Spread;
import dev.podwright.units.Tie;
import java.util.ArrayList;
import java.util.List;

/// Makes the cost tree of an iteration on the device that works most: its micro-batches, what it waits, what follows.
final class Account {
    private final TrainingJob job;
    private final TrainingBlocks blocks;
    private final Passage passage;
    private final Ending ending;
    private final TrainingSetup setup;
    private final Work work;
    private final Timeline timeline;
    private final int device;
    private final int microBatches;

    Account(TrainingJob job, TrainingBlocks blocks, Passage passage, Ending ending, TrainingSetup setup, Work work, Timeline timeline) {
        this.job = job;
        this.blocks = blocks;
        this.passage = passage;
        this.ending = ending;
        this.setup = setup;
        this.work = work;
        this.timeline = timeline;
        this.device = busiest(timeline);
        this.microBatches = setup.microBatches(job.recipe().globalBatch());
    }

    private static int busiest(Timeline timeline) {
        int busiest = 0;
        for (int device = 1; device < timeline.devices().size(); device++) {
            if (timeline.busy(device) > timeline.busy(busiest)) {
                busiest = device;
            }
        }
        return busiest;
    }

    Iteration iteration(TrainingMemory memory) {
        double busy = timeline.busy(device);
        double waiting = Math.max(0, timeline.makespan() - busy);
        List<Cost> parts = new ArrayList<>(microBatches(busy));
        // What others wait for errs as they do, which is as all work of the chip does.
        Spread spread = Cost.sequence("", "", parts).spread().tied(new Tie(job.rankChip().id(), 1, 0));
        if (waiting > 0) {
            parts.add(Cost.leaf("pipeline.bubble", waiting, 0, Bound.LATENCY, spread, "waiting for other stages"));
        }
        int last = work.longestEnding(ending, setup);
        parts.addAll(ending.costs(work.own(last), setup).stream().filter(c -> c.total() > 0).toList());
        Cost cost = judged(Cost.sequence("iteration", setup.label(), parts));
        return new Iteration(job, setup, cost, waiting / cost.seconds(), overlaps(last), hardwareFlops(), memory);
    }

    /// Where whole iterations were measured, their held-out error says more than those of kernels and links.
    private Cost judged(Cost cost) {
        return job.overheads().spread().map(spread -> new Cost(cost.name(), cost.times(), cost.seconds(), cost.ideal(), cost.bound(), spread,
                cost.why() + "; " + job.overheads().why(), cost.children())).orElse(cost);
    }

    /// Each device runs every part of its own once per micro-batch. Micro-batches that run beside another cost less; the
    /// walk through the schedule says how many do.
    private List<Cost> microBatches(double busy) {
        double passes = passes();
        TrainingShape shape = passage.shape(setup);
        Cost alone = microBatch("micro-batch", shape);
        double saved = passes * alone.seconds() - busy;
        Cost beside = saved > passes * alone.seconds() * SLACK ? microBatch("micro-batch.paired", shape.beside()) : alone;
        if (beside.seconds() >= alone.seconds()) {
            return List.of(alone.repeated(passes));
        }
        double paired = Math.min(passes, saved / (alone.seconds() - beside.seconds()));
        return List.of(alone.repeated(passes - paired), beside.repeated(paired));
    }

    /// Micro-batches that each part of a device sees: both directions of DualPipe share them.
    private double passes() {
        return switch (setup.schedule()) {
            case DUAL_PIPE -> microBatches / 2.0;
            case GPIPE, ONE_F_ONE_B, INTERLEAVED, ZERO_BUBBLE -> microBatches;
        };
    }

    /// Differences this small are rounding.
    private static final double SLACK = 1e-9;

    private Cost microBatch(String name, TrainingShape shape) {
        List<Cost> costs = new ArrayList<>();
        for (PartSeconds part : work.parts(device)) {
            for (Stage.Counted counted : part.part().stage().blocks()) {
                List<Cost> passes = new ArrayList<>();
                for (Pass pass : Pass.values()) {
                    double share = Parts.times(counted, pass, setup.recompute()) / counted.count();
                    Cost cost = share == 0 ? null : blocks.price(counted.block(), shape, pass, setup.recompute()).repeated(share);
                    if (cost != null && cost.total() > 0) {
                        passes.add(cost);
                    }
                }
                merge(costs, Cost.sequence(name(counted.block()), describe(counted.block()), passes).repeated(counted.count()));
            }
        }
        costs.addAll(passage.costs(work.parts(device), setup));
        return Cost.sequence(name, "one micro-batch on stage %d of %d".formatted(device + 1, setup.layout().pipeline()), costs);
    }

    /// Chunks of a device hold equal layers: shown once with their sum.
    private static void merge(List<Cost> costs, Cost cost) {
        for (int i = 0; i < costs.size(); i++) {
            Cost known = costs.get(i);
            if (known.name().equals(cost.name()) && known.why().equals(cost.why()) && known.seconds() == cost.seconds()) {
                costs.set(i, known.repeated((known.times() + cost.times()) / known.times()));
                return;
            }
        }
        costs.add(cost);
    }

    private static String name(Block block) {
        return switch (block) {
            case Block.Body body -> switch (body.layer().feedForward()) {
                case dev.podwright.model.FeedForward.Dense _ -> "layer.dense";
                case dev.podwright.model.FeedForward.Mixture _ -> "layer.moe";
            };
            case Block.Embedding _ -> "embedding";
            case Block.Head _ -> "head";
            case Block.Draft _ -> "draft";
        };
    }

    private static String describe(Block block) {
        return switch (block) {
            case Block.Body body -> body.layer().attention().getClass().getSimpleName() + " + " + body.layer().feedForward().getClass().getSimpleName();
            case Block.Embedding _, Block.Head _ -> "";
            case Block.Draft _ -> "multi-token prediction";
        };
    }

    private List<Overlap> overlaps(int last) {
        double[] alone = new double[Exchange.values().length];
        double[] exposed = new double[Exchange.values().length];
        for (PartSeconds part : work.parts(device)) {
            double[] partAlone = part.alone();
            double[] partExposed = part.exposed();
            for (int kind = 0; kind < alone.length; kind++) {
                alone[kind] += passes() * partAlone[kind];
                exposed[kind] += passes() * partExposed[kind];
            }
        }
        for (Ending.Seconds seconds : ending.exchanges(work.own(last), setup)) {
            alone[seconds.kind().ordinal()] += seconds.alone();
            exposed[seconds.kind().ordinal()] += seconds.exposed();
        }
        // Pairs hide expert exchanges: what they save is in the time the device works.
        double whole = work.parts(device).stream().mapToDouble(part -> part.times().total()).sum();
        exposed[Exchange.EXPERTS.ordinal()] -= Math.max(0, passes() * whole - timeline.busy(device));
        List<Overlap> overlaps = new ArrayList<>();
        for (Exchange kind : Exchange.values()) {
            if (alone[kind.ordinal()] > 0) {
                overlaps.add(new Overlap(kind.label(), alone[kind.ordinal()], exposed[kind.ordinal()]));
            }
        }
        return overlaps;
    }

    private double hardwareFlops() {
        return work.flops() * microBatches * setup.layout().stageRanks();
    }
}
