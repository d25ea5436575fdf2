package dev.podwright.schedule;

import dev.podwright.schedule.Timeline.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Gives every step of a pipeline its time. Each device runs until an input is missing, then rests until the device that makes it
/// calls: as many looks as steps and messages.
final class Walk {
    private final Pipeline pipeline;
    private final ChunkTimes[][] times;
    private final double send;
    private final int lastPart;
    private final int microBatches;
    /// By device and chunk.
    private final int[][] parts;
    private final Steps[] steps;
    private final double[][] starts;
    private final double[][] ends;
    private final double[] now;
    private final int[] next;
    /// Ends of the forward and backward passes by part and micro-batch, NaN before.
    private final double[] forwardEnds;
    private final double[] backwardEnds;
    /// Devices that may go on: a ring in which every device stands once at most.
    private final int[] awake;
    private final boolean[] isAwake;
    private int first;
    private int waiting;

    Walk(Pipeline pipeline, Order order, ChunkTimes[][] times, double send) {
        this.pipeline = pipeline;
        this.times = times;
        // With one device all chunks are at hand.
        this.send = pipeline.stages() == 1 ? 0 : send;
        int stages = pipeline.stages();
        lastPart = pipeline.parts() - 1;
        microBatches = pipeline.microBatches();
        parts = new int[stages][pipeline.chunksHeld()];
        steps = new Steps[stages];
        starts = new double[stages][];
        ends = new double[stages][];
        for (int device = 0; device < stages; device++) {
            for (int chunk = 0; chunk < parts[device].length; chunk++) {
                parts[device][chunk] = pipeline.part(device, chunk);
            }
            steps[device] = order.steps(pipeline, device);
            starts[device] = new double[steps[device].size()];
            ends[device] = new double[steps[device].size()];
        }
        now = new double[stages];
        next = new int[stages];
        forwardEnds = new double[pipeline.parts() * microBatches];
        backwardEnds = new double[forwardEnds.length];
        Arrays.fill(forwardEnds, Double.NaN);
        Arrays.fill(backwardEnds, Double.NaN);
        awake = new int[stages];
        isAwake = new boolean[stages];
        run();
    }

    double makespan() {
        return Arrays.stream(now).max().orElseThrow();
    }

    List<Slot> slots(int device) {
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < steps[device].size(); i++) {
            boolean paired = switch (steps[device].kind(i)) {
                case PAIRED_FORWARD, PAIRED_BACKWARD -> true;
                case FORWARD, BACKWARD, BACKWARD_INPUT, BACKWARD_WEIGHT -> false;
            };
            slots.add(new Slot(steps[device].task(i), starts[device][i], ends[device][i], paired));
        }
        return slots;
    }

    private void run() {
        for (int device = 0; device < pipeline.stages(); device++) {
            wake(device);
        }
        while (waiting > 0) {
            int device = awake[first];
            first = first + 1 == awake.length ? 0 : first + 1;
            waiting--;
            isAwake[device] = false;
            run(device);
        }
        for (int device = 0; device < pipeline.stages(); device++) {
            if (next[device] < steps[device].size()) {
                throw new IllegalStateException("%s: device %d waits for ever before %s."
                        .formatted(pipeline, device, steps[device].task(next[device])));
            }
        }
    }

    private void run(int device) {
        Steps order = steps[device];
        while (next[device] < order.size()) {
            int i = next[device];
            boolean pair = order.kind(i) == Steps.Kind.PAIRED_FORWARD;
            double start = Math.max(now[device], ready(device, i));
            if (pair) {
                start = Math.max(start, ready(device, i + 1));
            }
            // An input that is not there yet is NaN, and so is any maximum with it.
            if (Double.isNaN(start)) {
                return;
            }
            now[device] = start + seconds(device, i);
            finish(device, i, start);
            if (pair) {
                finish(device, i + 1, start);
            }
        }
    }

    /// When the input of step `i` is there.
    private double ready(int device, int i) {
        int part = parts[device][steps[device].chunk(i)];
        int microBatch = steps[device].microBatch(i);
        return switch (steps[device].kind(i)) {
            case FORWARD, PAIRED_FORWARD -> part == 0 ? 0 : forwardEnds[index(part - 1, microBatch)] + send;
            case BACKWARD, BACKWARD_INPUT, PAIRED_BACKWARD -> part == lastPart
                    ? forwardEnds[index(part, microBatch)] : backwardEnds[index(part + 1, microBatch)] + send;
            case BACKWARD_WEIGHT -> backwardEnds[index(part, microBatch)];
        };
    }

    private double seconds(int device, int i) {
        ChunkTimes chunk = times[device][steps[device].chunk(i)];
        return switch (steps[device].kind(i)) {
            case FORWARD -> chunk.forward();
            case BACKWARD -> chunk.backward();
            case BACKWARD_INPUT -> chunk.backwardInput();
            case BACKWARD_WEIGHT -> chunk.backwardWeight();
            case PAIRED_FORWARD -> chunk.beside(times[device][steps[device].chunk(i + 1)]);
            case PAIRED_BACKWARD -> throw new IllegalStateException("A paired backward pass without its forward pass.");
        };
    }

    private void finish(int device, int i, double start) {
        starts[device][i] = start;
        ends[device][i] = now[device];
        next[device]++;
        int chunk = steps[device].chunk(i);
        int part = parts[device][chunk];
        int microBatch = steps[device].microBatch(i);
        switch (steps[device].kind(i)) {
            case FORWARD, PAIRED_FORWARD -> {
                forwardEnds[index(part, microBatch)] = now[device];
                if (part < lastPart) {
                    wake(pipeline.device(part + 1, chunk));
                }
            }
            case BACKWARD, BACKWARD_INPUT, PAIRED_BACKWARD -> {
                backwardEnds[index(part, microBatch)] = now[device];
                if (part > 0) {
                    wake(pipeline.device(part - 1, chunk));
                }
            }
            case BACKWARD_WEIGHT -> { }
        }
    }

    private void wake(int device) {
        if (!isAwake[device]) {
            isAwake[device] = true;
            int place = first + waiting++;
            awake[place < awake.length ? place : place - awake.length] = device;
        }
    }

    private int index(int part, int microBatch) {
        return part * microBatches + microBatch;
    }
}
