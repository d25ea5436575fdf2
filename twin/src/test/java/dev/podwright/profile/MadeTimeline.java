package dev.podwright.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A timeline written task by task.
public final class MadeTimeline {
    private record Task(int use, double start, double seconds, int stream, double launched) {}

    private record Wait(double start, double seconds) {}

    private final List<Task> tasks = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();

    /// @param launched NaN where unknown
    public MadeTimeline task(int use, double start, double seconds, int stream, double launched) {
        tasks.add(new Task(use, start, seconds, stream, launched));
        return this;
    }

    public MadeTimeline hostWait(double start, double seconds) {
        waits.add(new Wait(start, seconds));
        return this;
    }

    public Timeline build() {
        tasks.sort(Comparator.comparingDouble(Task::start));
        waits.sort(Comparator.comparingDouble(Wait::start));
        return new Timeline(tasks.stream().mapToInt(Task::use).toArray(), column(Task::start), column(Task::seconds), tasks.stream().mapToInt(Task::stream).toArray(),
                column(Task::launched), waits.stream().mapToDouble(Wait::start).toArray(), waits.stream().mapToDouble(Wait::seconds).toArray());
    }

    private double[] column(java.util.function.ToDoubleFunction<Task> of) {
        return tasks.stream().mapToDouble(of).toArray();
    }
}
