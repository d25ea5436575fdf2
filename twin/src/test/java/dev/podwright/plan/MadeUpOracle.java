package dev.podwright.plan;

import dev.podwright.layout.MemoryTerm;
import dev.podwright.layout.Recompute;
import dev.podwright.layout.StageMemory;
import dev.podwright.layout.TrainingMemory;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.schedule.Schedule;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// A made-up job that keeps the promises of [Oracle] and is otherwise as rugged as a seed makes it.
///
/// @param usable bytes of a rank
record MadeUpOracle(long seed, double usable, int globalBatch) implements Oracle {
    private static final double WORK = 1000;
    private static final double STATES = 400;

    @Override
    public Optional<String> conflict(TrainingSetup setup) {
        boolean odd = chance("shape", Shape.of(setup.layout())) < 0.1;
        boolean few = setup.schedule() == Schedule.INTERLEAVED && setup.microBatches(globalBatch) < setup.layout().pipeline();
        return odd ? Optional.of("this shape is odd") : few ? Optional.of("too few micro-batches") : Optional.empty();
    }

    @Override
    public double bytes(TrainingSetup setup) {
        double share = 1.0 / (setup.layout().tensor() * setup.layout().pipeline()) / (setup.layout().experts() > 1 ? Math.sqrt(setup.layout().experts()) : 1);
        double states = STATES * share * setup.schedule().weightCopies() * switch (setup.sharding().kind()) {
            case NONE -> 1;
            case ZERO1, ZERO2, ZERO3 -> 0.3 + 0.7 / setup.sharding().optimizerShards() - 0.1 * setup.sharding().kind().ordinal()
                    * (1 - 1.0 / setup.sharding().ranks());
        };
        int held = Math.min(setup.microBatches(globalBatch), setup.layout().pipeline());
        double kept = switch (setup.recompute()) {
            case Recompute.None _ -> 1;
            case Recompute.Selective s -> 1 - 0.2 * s.parts().size();
            case Recompute.Full f -> 1 - 0.95 * f.share();
        };
        double chunks = setup.layout().virtualStages() > 1 ? 1.3 : 1;
        double states2 = setup.offload().optimizer() ? 0.5 * states : states;
        return states2 + 200 * share * setup.microBatch() * held * kept * chunks * (1 - 0.5 * setup.offload().activations()) / setup.layout().context();
    }

    @Override
    public TrainingMemory memory(TrainingSetup setup) {
        return new TrainingMemory(usable, List.of(new StageMemory(0, List.of(new MemoryTerm("states", bytes(setup))))));
    }

    @Override
    public double seconds(TrainingSetup setup) {
        TrainingSetup plain = new TrainingSetup(setup.layout(), setup.schedule(), setup.microBatch(), setup.sharding(), Recompute.NONE, setup.offload());
        double bubble = (setup.layout().pipeline() - 1.0) / (setup.microBatches(globalBatch) * setup.layout().virtualStages());
        double again = switch (setup.recompute()) {
            case Recompute.None _ -> 0;
            case Recompute.Selective s -> 0.04 * s.parts().size() + (Recomputations.covers(setup.recompute(), Recompute.SELECTIVE) ? 0.01 : 0);
            case Recompute.Full f -> 0.33 * f.share();
        };
        return floor(setup) * (1.2 + bubble + again + chance("time", plain));
    }

    @Override
    public double floor(TrainingSetup setup) {
        return WORK / setup.layout().ranks();
    }

    @Override
    public double least(TrainingSetup setup) {
        return 0.9 * seconds(setup);
    }

    private double chance(String what, Record of) {
        return new SplittableRandom(31 * (31 * seed + what.hashCode()) + of.toString().hashCode()).split().nextDouble();
    }
}
