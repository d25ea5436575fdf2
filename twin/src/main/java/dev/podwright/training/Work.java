package dev.podwright.training;

import dev.podwright.layout.TrainingSetup;
import dev.podwright.schedule.ChunkTimes;
import dev.podwright.schedule.Estimate;
import dev.podwright.schedule.Pipeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Seconds of every pipeline part under one setup, and of the micro-batches of an iteration. Safe for use by several threads.
final class Work {
    private final Partition partition;
    private final Pipeline pipeline;
    private final Weights weights;
    private final PartSeconds[] kinds;
    private final double send;
    private final double least;
    /// Not yet estimated if NaN: most setups are discarded for [#least].
    private volatile double estimate = Double.NaN;

    /// @param kinds seconds of one micro-batch in each kind of part
    /// @param send seconds between neighbouring stages
    Work(Partition partition, Pipeline pipeline, Weights weights, PartSeconds[] kinds, double send) {
        this.partition = partition;
        this.pipeline = pipeline;
        this.weights = weights;
        this.kinds = kinds;
        this.send = send;
        this.least = LeastSeconds.of(pipeline, times(), send);
    }

    /// Seconds of all micro-batches that no walk through the schedule undercuts.
    double least() {
        return least;
    }

    /// Seconds of all micro-batches, for searches.
    double estimate() {
        if (Double.isNaN(estimate)) {
            estimate = Estimate.seconds(pipeline, times(), send);
        }
        return estimate;
    }

    Partition partition() {
        return partition;
    }

    /// Per pipeline rank and chunk.
    ChunkTimes[][] times() {
        ChunkTimes[][] times = new ChunkTimes[partition.devices()][];
        for (int device = 0; device < times.length; device++) {
            int[] chunks = partition.chunks(device);
            times[device] = new ChunkTimes[chunks.length];
            for (int chunk = 0; chunk < chunks.length; chunk++) {
                times[device][chunk] = kinds[chunks[chunk]].times();
            }
        }
        return times;
    }

    /// The parts of one pipeline rank.
    List<PartSeconds> parts(int device) {
        List<PartSeconds> parts = new ArrayList<>();
        for (int kind : partition.chunks(device)) {
            parts.add(kinds[kind]);
        }
        return parts;
    }

    /// The parts of one pipeline rank added up.
    Own own(int device) {
        int[] chunks = partition.chunks(device);
        Weights.Count learning = Weights.Count.NONE;
        int layers = 0;
        for (int kind : chunks) {
            learning = learning.plus(weights.learning(kinds[kind].part().held()));
            layers += kinds[kind].part().stage().layers();
        }
        double forward = Arrays.stream(chunks).mapToDouble(kind -> kinds[kind].times().forward()).sum();
        double backward = Arrays.stream(chunks).mapToDouble(kind -> kinds[kind].times().backward()).sum();
        return new Own(learning, Math.max(1, layers), forward, backward);
    }

    /// Seconds after the last backward pass on the pipeline rank that takes longest.
    double ending(Ending ending, TrainingSetup setup) {
        double most = 0;
        for (int device : partition.representatives()) {
            most = Math.max(most, ending.seconds(own(device), setup));
        }
        return most;
    }

    /// The pipeline rank whose ending takes longest.
    int longestEnding(Ending ending, TrainingSetup setup) {
        int longest = 0;
        double most = -1;
        for (int device : partition.representatives()) {
            double seconds = ending.seconds(own(device), setup);
            if (seconds > most) {
                most = seconds;
                longest = device;
            }
        }
        return longest;
    }

    /// FLOPs of one micro-batch on one rank of each stage, all stages together.
    double flops() {
        double flops = 0;
        for (int kind : partition.parts()) {
            flops += kinds[kind].flops();
        }
        return flops;
    }
}
