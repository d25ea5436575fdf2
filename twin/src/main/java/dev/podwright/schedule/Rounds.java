package dev.podwright.schedule;

/// The makespan, and nothing else, of schedules in which every device takes a forward pass, a backward pass and perhaps a gradient of
/// weights in turn: what [Walk] finds, several times as fast. In round r device d does forward pass r - lag_d and the backward pass
/// warm-up_d before it; in that order all inputs are there.
final class Rounds {
    private final double send;
    private final boolean split;
    private final int stages;
    private final int chunkCount;
    private final int passes;
    /// By pass: chunk of the forward pass, and passes since the same micro-batch left the chunk before.
    private final int[] chunks;
    private final int[] sinceChunkBefore;
    private final int[] warmUps;
    /// Seconds by device and chunk.
    private final double[] forward;
    private final double[] backward;
    private final double[] weight;
    private final double[] now;
    /// By device and pass.
    private final double[] forwardEnds;
    private final double[] backwardEnds;

    /// @param group micro-batches that pass a chunk before the device turns to the next
    Rounds(Pipeline pipeline, int group, ChunkTimes[][] times, double send) {
        this.send = send;
        split = pipeline.schedule() == Schedule.ZERO_BUBBLE;
        stages = pipeline.stages();
        chunkCount = pipeline.chunks();
        passes = pipeline.microBatches() * chunkCount;
        chunks = new int[passes];
        sinceChunkBefore = new int[passes];
        order(pipeline.microBatches(), group);
        warmUps = new int[stages];
        forward = new double[stages * chunkCount];
        backward = new double[stages * chunkCount];
        weight = new double[stages];
        for (int device = 0; device < stages; device++) {
            int after = stages - 1 - device;
            warmUps[device] = split ? after : 2 * after + (chunkCount - 1) * group;
            for (int chunk = 0; chunk < chunkCount; chunk++) {
                ChunkTimes own = times[device][chunk];
                forward[device * chunkCount + chunk] = own.forward();
                backward[device * chunkCount + chunk] = split ? own.backwardInput() : own.backward();
            }
            weight[device] = times[device][0].backwardWeight();
        }
        now = new double[stages];
        forwardEnds = new double[stages * passes];
        backwardEnds = new double[stages * passes];
    }

    private void order(int microBatches, int group) {
        int pass = 0;
        for (int from = 0; from < microBatches; from += group) {
            int size = Math.min(group, microBatches - from);
            for (int chunk = 0; chunk < chunkCount; chunk++) {
                for (int i = 0; i < size; i++) {
                    chunks[pass] = chunk;
                    sinceChunkBefore[pass++] = size;
                }
            }
        }
    }

    double makespan() {
        int rounds = passes + warmUps[0] + 2 * stages;
        for (int round = 0; round < rounds; round++) {
            for (int device = 0; device < stages; device++) {
                turn(device, split ? round : round - device);
            }
        }
        double makespan = 0;
        for (double end : now) {
            makespan = Math.max(makespan, end);
        }
        return makespan;
    }

    /// @param next forward pass that is due, if there is one
    private void turn(int device, int next) {
        int back = next - warmUps[device];
        double time = now[device];
        if (next >= 0 && next < passes) {
            time = forward(device, next, time);
        }
        if (back >= 0 && back < passes) {
            time = backward(device, back, time);
        }
        if (split && back >= device && back - device < passes) {
            time += weight[device];
        }
        now[device] = time;
    }

    private double forward(int device, int pass, double free) {
        int chunk = chunks[pass];
        double time = free;
        if (device > 0) {
            time = Math.max(time, forwardEnds[(device - 1) * passes + pass] + send);
        } else if (chunk > 0) {
            time = Math.max(time, forwardEnds[(stages - 1) * passes + pass - sinceChunkBefore[pass]] + send);
        }
        time += forward[device * chunkCount + chunk];
        forwardEnds[device * passes + pass] = time;
        return time;
    }

    private double backward(int device, int pass, double free) {
        int chunk = chunkCount - 1 - chunks[pass];
        double time = free;
        if (device < stages - 1) {
            time = Math.max(time, backwardEnds[(device + 1) * passes + pass] + send);
        } else if (chunk < chunkCount - 1) {
            time = Math.max(time, backwardEnds[pass - sinceChunkBefore[pass]] + send);
        }
        time += backward[device * chunkCount + chunk];
        backwardEnds[device * passes + pass] = time;
        return time;
    }
}
