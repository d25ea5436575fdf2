package dev.podwright.schedule;

import dev.podwright.schedule.Timeline.Slot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/// Gives every task of a pipeline its time. Each device runs until an input is missing, then rests until the device that makes it
/// calls: every task is looked at twice at most.
final class Walk {
    private final Pipeline pipeline;
    private final ChunkTimes[][] times;
    private final double send;
    private final List<List<Step>> orders;
    private final List<List<Slot>> slots;
    private final double[] now;
    private final int[] next;
    /// Ends of the forward and backward passes by part and micro-batch, NaN before.
    private final double[] forwardEnds;
    private final double[] backwardEnds;
    private final Deque<Integer> awake = new ArrayDeque<>();

    Walk(Pipeline pipeline, ChunkTimes[][] times, double send) {
        this.pipeline = pipeline;
        this.times = times;
        this.send = send;
        int stages = pipeline.stages();
        Order order = Order.of(pipeline.schedule());
        orders = IntStream.range(0, stages).mapToObj(device -> order.steps(pipeline, device)).toList();
        slots = IntStream.range(0, stages).<List<Slot>>mapToObj(device -> new ArrayList<>()).toList();
        now = new double[stages];
        next = new int[stages];
        forwardEnds = new double[pipeline.parts() * pipeline.microBatches()];
        backwardEnds = new double[forwardEnds.length];
        Arrays.fill(forwardEnds, Double.NaN);
        Arrays.fill(backwardEnds, Double.NaN);
    }

    List<List<Slot>> devices() {
        for (int device = 0; device < pipeline.stages(); device++) {
            awake.add(device);
        }
        while (!awake.isEmpty()) {
            run(awake.remove());
        }
        for (int device = 0; device < pipeline.stages(); device++) {
            if (next[device] < orders.get(device).size()) {
                throw new IllegalStateException("%s: device %d waits for ever before %s."
                        .formatted(pipeline, device, orders.get(device).get(next[device])));
            }
        }
        return slots;
    }

    private void run(int device) {
        List<Step> order = orders.get(device);
        while (next[device] < order.size()) {
            Step step = order.get(next[device]);
            double start = Math.max(now[device], ready(device, step));
            // An input that is not there yet is NaN, and so is any maximum with it.
            if (Double.isNaN(start)) {
                return;
            }
            next[device]++;
            now[device] = start + seconds(device, step);
            switch (step) {
                case Step.Single(Task task) -> finish(device, task, start, false);
                case Step.Pair(Task forward, Task backward) -> {
                    finish(device, forward, start, true);
                    finish(device, backward, start, true);
                }
            }
        }
    }

    private double ready(int device, Step step) {
        return switch (step) {
            case Step.Single(Task task) -> ready(device, task);
            case Step.Pair(Task forward, Task backward) -> Math.max(ready(device, forward), ready(device, backward));
        };
    }

    private double ready(int device, Task task) {
        int part = pipeline.part(device, task.chunk());
        return switch (task.kind()) {
            case FORWARD -> part == 0 ? 0 : arrival(device, task, part - 1, forwardEnds);
            case BACKWARD, BACKWARD_INPUT -> part == pipeline.parts() - 1
                    ? forwardEnds[index(part, task)] : arrival(device, task, part + 1, backwardEnds);
            case BACKWARD_WEIGHT -> backwardEnds[index(part, task)];
        };
    }

    private double arrival(int device, Task task, int from, double[] ends) {
        return ends[index(from, task)] + (pipeline.device(from, task.chunk()) == device ? 0 : send);
    }

    private double seconds(int device, Step step) {
        return switch (step) {
            case Step.Single(Task task) -> {
                ChunkTimes chunk = times[device][task.chunk()];
                yield switch (task.kind()) {
                    case FORWARD -> chunk.forward();
                    case BACKWARD -> chunk.backward();
                    case BACKWARD_INPUT -> chunk.backwardInput();
                    case BACKWARD_WEIGHT -> chunk.backwardWeight();
                };
            }
            case Step.Pair(Task forward, Task backward) -> times[device][forward.chunk()].beside(times[device][backward.chunk()]);
        };
    }

    private void finish(int device, Task task, double start, boolean paired) {
        slots.get(device).add(new Slot(task, start, now[device], paired));
        int part = pipeline.part(device, task.chunk());
        switch (task.kind()) {
            case FORWARD -> {
                forwardEnds[index(part, task)] = now[device];
                wake(part + 1, task);
            }
            case BACKWARD, BACKWARD_INPUT -> {
                backwardEnds[index(part, task)] = now[device];
                wake(part - 1, task);
            }
            case BACKWARD_WEIGHT -> { }
        }
    }

    private void wake(int part, Task task) {
        if (part >= 0 && part < pipeline.parts()) {
            awake.add(pipeline.device(part, task.chunk()));
        }
    }

    private int index(int part, Task task) {
        return part * pipeline.microBatches() + task.microBatch();
    }
}
