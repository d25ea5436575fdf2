package dev.podwright.training;

import dev.podwright.layout.TrainingMemory;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.schedule.Timeline;
import java.util.Optional;

/// Predicts the iterations of one job under different setups. Parts that setups share are priced once. Safe for use by several threads.
public final class Trainer {
    private final TrainingJob job;

    public Trainer(TrainingJob job) {
        this.job = job;
    }

    public TrainingJob job() {
        return job;
    }

    /// Why the job cannot be laid out like this, if it cannot; one sentence with the numbers.
    public Optional<String> conflict(TrainingSetup setup) {
        throw new UnsupportedOperationException();
    }

    public TrainingMemory memory(TrainingSetup setup) {
        throw new UnsupportedOperationException();
    }

    /// Seconds of an iteration, for searches; within a percent of [#iteration], which walks through the schedule.
    public double seconds(TrainingSetup setup) {
        throw new UnsupportedOperationException();
    }

    /// The iteration with its cost tree.
    public Iteration iteration(TrainingSetup setup) {
        throw new UnsupportedOperationException();
    }

    /// When every stage computes what.
    public Timeline timeline(TrainingSetup setup) {
        throw new UnsupportedOperationException();
    }
}
