package dev.podwright.training;

import dev.podwright.layout.TrainingSetup;
import dev.podwright.schedule.ChunkTimes;
import java.util.List;

/// Seconds of every pipeline part under one setup.
///
/// @param kinds seconds of one micro-batch in each kind of part
record Work(Partition partition, List<PartSeconds> kinds) {

    static Work of(Partition partition, TrainingSetup setup, Passage passage) {
        return new Work(partition, partition.kinds().stream().map(stage -> passage.seconds(stage, setup)).toList());
    }

    /// Per pipeline rank and chunk.
    ChunkTimes[][] times() {
        ChunkTimes[][] times = new ChunkTimes[partition.devices().size()][];
        for (int device = 0; device < times.length; device++) {
            List<Integer> own = partition.devices().get(device);
            times[device] = new ChunkTimes[own.size()];
            for (int chunk = 0; chunk < own.size(); chunk++) {
                times[device][chunk] = part(own.get(chunk)).times();
            }
        }
        return times;
    }

    PartSeconds part(int part) {
        return kinds.get(partition.parts()[part]);
    }

    double forward(int device) {
        return partition.devices().get(device).stream().mapToDouble(part -> part(part).times().forward()).sum();
    }

    double backward(int device) {
        return partition.devices().get(device).stream().mapToDouble(part -> part(part).times().backward()).sum();
    }

    /// Seconds after the last backward pass on one pipeline rank.
    double ending(Ending ending, TrainingSetup setup, int device) {
        List<Stage> stages = partition.stages(device);
        double seconds = ending.optimiserSeconds(stages, setup);
        for (Ending.Seconds exchange : ending.exchanges(stages, setup, forward(device), backward(device))) {
            seconds += exchange.exposed();
        }
        return seconds;
    }

    /// The pipeline rank whose ending takes longest.
    int longestEnding(Ending ending, TrainingSetup setup) {
        int longest = 0;
        double most = -1;
        for (int device : partition.representatives()) {
            double seconds = ending(ending, setup, device);
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
        for (int part = 0; part < partition.parts().length; part++) {
            flops += part(part).flops();
        }
        return flops;
    }
}
