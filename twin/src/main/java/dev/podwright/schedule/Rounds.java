package dev.podwright.schedule;

/// The makespan, and nothing else, of schedules in which every device takes a forward pass, a backward pass and perhaps a gradient of
/// weights in turn: what [Walk] finds, several times as fast. In round r device d does forward pass r - lag_d and the backward pass
/// warm-up_d before it; in that order all inputs are there.
final class Rounds {
    private final Pipeline pipeline;
    private final ChunkTimes[][] times;
    private final double send;
    private final boolean split;
    private final int passes;
    /// By pass: chunk of the forward pass, and passes since the same micro-batch left the chunk before.
    private final int[] chunks;
    private final int[] sinceChunkBefore;
    private final int[] warmUps;

    /// @param group micro-batches that pass a chunk before the device turns to the next
    Rounds(Pipeline pipeline, int group, ChunkTimes[][] times, double send) {
        this.pipeline = pipeline;
        this.times = times;
        this.send = send;
        split = pipeline.schedule() == Schedule.ZERO_BUBBLE;
        passes = pipeline.microBatches() * pipeline.chunks();
        chunks = new int[passes];
        sinceChunkBefore = new int[passes];
        warmUps = new int[pipeline.stages()];
        int pass = 0;
        for (int from = 0; from < pipeline.microBatches(); from += group) {
            int size = Math.min(group, pipeline.microBatches() - from);
            for (int chunk = 0; chunk < pipeline.chunks(); chunk++) {
                for (int i = 0; i < size; i++) {
                    chunks[pass] = chunk;
                    sinceChunkBefore[pass++] = size;
                }
            }
        }
        for (int device = 0; device < warmUps.length; device++) {
            int after = pipeline.stages() - 1 - device;
            warmUps[device] = split ? after : 2 * after + (pipeline.chunks() - 1) * group;
        }
    }

    double makespan() {
        int stages = pipeline.stages();
        int last = pipeline.chunks() - 1;
        double[] now = new double[stages];
        double[] forwardEnds = new double[stages * passes];
        double[] backwardEnds = new double[stages * passes];
        int rounds = passes + warmUps[0] + 2 * stages;
        for (int round = 0; round < rounds; round++) {
            for (int device = 0; device < stages; device++) {
                int forward = split ? round : round - device;
                int backward = forward - warmUps[device];
                double time = now[device];
                if (forward >= 0 && forward < passes) {
                    int chunk = chunks[forward];
                    if (device > 0) {
                        time = Math.max(time, forwardEnds[(device - 1) * passes + forward] + send);
                    } else if (chunk > 0) {
                        time = Math.max(time, forwardEnds[(stages - 1) * passes + forward - sinceChunkBefore[forward]] + send);
                    }
                    time += times[device][chunk].forward();
                    forwardEnds[device * passes + forward] = time;
                }
                if (backward >= 0 && backward < passes) {
                    int chunk = last - chunks[backward];
                    if (device < stages - 1) {
                        time = Math.max(time, backwardEnds[(device + 1) * passes + backward] + send);
                    } else if (chunk < last) {
                        time = Math.max(time, backwardEnds[backward - sinceChunkBefore[backward]] + send);
                    }
                    time += split ? times[device][chunk].backwardInput() : times[device][chunk].backward();
                    backwardEnds[device * passes + backward] = time;
                }
                if (split && backward >= device && backward - device < passes) {
                    time += times[device][0].backwardWeight();
                }
                now[device] = time;
            }
        }
        double makespan = 0;
        for (double end : now) {
            makespan = Math.max(makespan, end);
        }
        return makespan;
    }
}
