package dev.podwright.schedule;

import dev.podwright.schedule.Task.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// The slow judge: takes the orders of a timeline, forgets its times, and pushes tasks back in a random order until no rule is broken.
/// It knows which device runs which part only from the definition, and looks everything up by name.
final class NaiveSimulator {
    private record Key(Kind kind, int part, int microBatch) {}

    /// @param after what must have ended before, with the seconds between
    private record Job(List<Key> does, Map<Integer, Double> after, double seconds) {}

    private NaiveSimulator() {}

    static double makespan(Timeline timeline, ChunkTimes[][] times, double send, Random random) {
        Pipeline pipeline = timeline.pipeline();
        List<Job> jobs = new ArrayList<>();
        Map<Key, Integer> jobOf = new HashMap<>();
        Map<Integer, Integer> deviceOf = new HashMap<>();
        for (int device = 0; device < pipeline.stages(); device++) {
            List<Timeline.Slot> slots = timeline.devices().get(device);
            for (int i = 0; i < slots.size(); i++) {
                Task task = slots.get(i).task();
                List<Key> does = new ArrayList<>(List.of(key(pipeline, device, task)));
                double seconds = seconds(times[device][task.chunk()], task.kind());
                if (slots.get(i).paired()) {
                    Task beside = slots.get(++i).task();
                    does.add(key(pipeline, device, beside));
                    ChunkTimes forward = times[device][task.chunk()];
                    ChunkTimes backward = times[device][beside.chunk()];
                    seconds = Math.max(Math.max(forward.forward(), backward.backward()), forward.forward() + backward.backward()
                            - (forward.total() - forward.paired()) / 2 - (backward.total() - backward.paired()) / 2);
                }
                Map<Integer, Double> after = new HashMap<>();
                boolean firstOfDevice = jobs.isEmpty() || deviceOf.get(jobs.size() - 1) != device;
                if (!firstOfDevice) {
                    after.put(jobs.size() - 1, 0.0);
                }
                for (Key key : does) {
                    jobOf.put(key, jobs.size());
                }
                deviceOf.put(jobs.size(), device);
                jobs.add(new Job(does, after, seconds));
            }
        }
        for (int j = 0; j < jobs.size(); j++) {
            for (Key key : jobs.get(j).does) {
                for (Key input : inputs(key, pipeline.parts())) {
                    int maker = jobOf.containsKey(input) ? jobOf.get(input) : jobOf.get(new Key(Kind.BACKWARD_INPUT, input.part, input.microBatch));
                    jobs.get(j).after.put(maker, deviceOf.get(maker).equals(deviceOf.get(j)) ? 0.0 : send);
                }
            }
        }
        return settle(jobs, random);
    }

    private static double settle(List<Job> jobs, Random random) {
        double[] ends = new double[jobs.size()];
        List<Integer> order = new ArrayList<>();
        for (int j = 0; j < jobs.size(); j++) {
            ends[j] = jobs.get(j).seconds;
            order.add(j);
        }
        Collections.shuffle(order, random);
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int j : order) {
                double end = jobs.get(j).seconds + jobs.get(j).after.entrySet().stream()
                        .mapToDouble(before -> ends[before.getKey()] + before.getValue()).max().orElse(0);
                changed |= end > ends[j];
                ends[j] = end;
            }
        }
        double makespan = 0;
        for (double end : ends) {
            makespan = Math.max(makespan, end);
        }
        return makespan;
    }

    private static List<Key> inputs(Key key, int parts) {
        return switch (key.kind) {
            case FORWARD -> key.part == 0 ? List.of() : List.of(new Key(Kind.FORWARD, key.part - 1, key.microBatch));
            case BACKWARD, BACKWARD_INPUT -> key.part == parts - 1
                    ? List.of(new Key(Kind.FORWARD, key.part, key.microBatch))
                    : List.of(new Key(Kind.BACKWARD, key.part + 1, key.microBatch), new Key(Kind.FORWARD, key.part, key.microBatch));
            case BACKWARD_WEIGHT -> List.of(new Key(Kind.BACKWARD_INPUT, key.part, key.microBatch));
        };
    }

    private static Key key(Pipeline pipeline, int device, Task task) {
        int part = switch (pipeline.schedule()) {
            case GPIPE, ONE_F_ONE_B, ZERO_BUBBLE -> device;
            case INTERLEAVED -> task.chunk() * pipeline.stages() + device;
            case DUAL_PIPE -> task.chunk() == 0 ? device : pipeline.stages() - 1 - device;
        };
        return new Key(task.kind(), part, task.microBatch());
    }

    private static double seconds(ChunkTimes times, Kind kind) {
        return switch (kind) {
            case FORWARD -> times.forward();
            case BACKWARD -> times.backwardInput() + times.backwardWeight();
            case BACKWARD_INPUT -> times.backwardInput();
            case BACKWARD_WEIGHT -> times.backwardWeight();
        };
    }
}
