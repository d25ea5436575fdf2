package dev.podwright.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// One iteration of a pipeline, walked through task by task.
///
/// @param devices what each device does, in order of time
public record Timeline(Pipeline pipeline, List<List<Slot>> devices) {

    /// A task with its time, in seconds from the start of the iteration.
    ///
    /// @param paired whether the task shares its time with its neighbour in the list: a forward, then a backward pass, with one
    ///     start and one end
    public record Slot(Task task, double start, double end, boolean paired) {

        public Slot(Task task, double start, double end) {
            this(task, start, end, false);
        }
    }

    /// From `start` on a device holds the activations of `count` micro-batches, each of one chunk.
    public record Held(double start, int count) {}

    public Timeline {
        devices = devices.stream().map(List::copyOf).toList();
    }

    /// Walks through the schedule: every device does its tasks in the order of the schedule, each as soon as its inputs are there.
    /// A message does not keep its sender from working.
    ///
    /// @param times per device and chunk, see [Pipeline#part]
    /// @param send seconds from the end of a task until the neighbouring stage has its result
    /// @throws IllegalArgumentException where [Pipeline#conflict] has something to say, or if times are missing
    public static Timeline of(Pipeline pipeline, ChunkTimes[][] times, double send) {
        pipeline.check(times);
        Walk walk = new Walk(pipeline, Order.of(pipeline), times, send);
        return new Timeline(pipeline, IntStream.range(0, pipeline.stages()).mapToObj(walk::slots).toList());
    }

    /// Seconds until the last device is done.
    public double makespan() {
        return devices.stream().mapToDouble(slots -> slots.getLast().end()).max().orElseThrow();
    }

    /// Seconds in which `device` works.
    public double busy(int device) {
        // Of a pair the forward pass counts for both.
        return devices.get(device).stream()
                .filter(slot -> !slot.paired() || slot.task().kind() == Task.Kind.FORWARD)
                .mapToDouble(slot -> slot.end() - slot.start()).sum();
    }

    /// Share of the iteration in which `device` waits.
    public double bubble(int device) {
        return 1 - busy(device) / makespan();
    }

    /// Most micro-batches whose activations chunk `chunk` of `device` holds at once.
    public int held(int device, int chunk) {
        return most(heldOverTime(device, chunk));
    }

    /// Most micro-batches whose activations `device` holds at once, all its chunks together.
    public int held(int device) {
        return most(heldOverTime(device));
    }

    /// What `device` holds, all its chunks together: changes in order of time. Activations are held from the start of the forward
    /// pass to the end of the backward pass, its second half where it is split.
    public List<Held> heldOverTime(int device) {
        return changes(devices.get(device));
    }

    /// What chunk `chunk` of `device` holds.
    public List<Held> heldOverTime(int device, int chunk) {
        return changes(devices.get(device).stream().filter(slot -> slot.task().chunk() == chunk).toList());
    }

    /// A device does one thing after the other, so its slots already stand in the order in which they take and give back.
    private static List<Held> changes(List<Slot> slots) {
        List<Held> changes = new ArrayList<>();
        changes.add(new Held(0, 0));
        for (Slot slot : slots) {
            int count = changes.getLast().count();
            switch (slot.task().kind()) {
                case FORWARD -> changes.add(new Held(slot.start(), count + 1));
                case BACKWARD, BACKWARD_WEIGHT -> changes.add(new Held(slot.end(), count - 1));
                case BACKWARD_INPUT -> { }
            }
        }
        return changes;
    }

    private static int most(List<Held> changes) {
        return changes.stream().mapToInt(Held::count).max().orElseThrow();
    }
}
