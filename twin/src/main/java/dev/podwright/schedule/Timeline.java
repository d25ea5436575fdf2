package dev.podwright.schedule;

import java.util.List;

/// One iteration of a pipeline, walked through task by task.
///
/// @param devices what each device does, in order of time
public record Timeline(Pipeline pipeline, List<List<Slot>> devices) {

    /// A task with its time, in seconds from the start of the iteration.
    public record Slot(Task task, double start, double end) {}

    public Timeline {
        devices = List.copyOf(devices);
    }

    /// Walks through the schedule: every device does its tasks in the order of the schedule, each as soon as its inputs are there.
    ///
    /// @param times per device and chunk
    /// @param send seconds from the end of a task until the neighbouring stage has its result
    public static Timeline of(Pipeline pipeline, ChunkTimes[][] times, double send) {
        throw new UnsupportedOperationException();
    }

    /// Seconds until the last device is done.
    public double makespan() {
        throw new UnsupportedOperationException();
    }

    /// Seconds in which `device` works.
    public double busy(int device) {
        throw new UnsupportedOperationException();
    }

    /// Most micro-batches whose activations chunk `chunk` of `device` holds at once.
    public int held(int device, int chunk) {
        throw new UnsupportedOperationException();
    }
}
