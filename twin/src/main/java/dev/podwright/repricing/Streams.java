package dev.podwright.repricing;

import dev.podwright.profile.Timeline;

/// The tasks of each stream in order.
final class Streams {
    private static final int NONE = -1;

    private final Timeline timeline;
    private final int[] previous;
    /// By stream, in order of start.
    private final int[][] tasks;

    private Streams(Timeline timeline, int[] previous, int[][] tasks) {
        this.timeline = timeline;
        this.previous = previous;
        this.tasks = tasks;
    }

    static Streams of(Timeline timeline) {
        int count = 0;
        for (int i = 0; i < timeline.size(); i++) {
            count = Math.max(count, timeline.stream(i) + 1);
        }
        int[] lengths = new int[count];
        for (int i = 0; i < timeline.size(); i++) {
            lengths[timeline.stream(i)]++;
        }
        int[][] tasks = new int[count][];
        for (int s = 0; s < count; s++) {
            tasks[s] = new int[lengths[s]];
        }
        int[] previous = new int[timeline.size()];
        int[] filled = new int[count];
        for (int i = 0; i < timeline.size(); i++) {
            int stream = timeline.stream(i);
            previous[i] = filled[stream] == 0 ? NONE : tasks[stream][filled[stream] - 1];
            tasks[stream][filled[stream]++] = i;
        }
        return new Streams(timeline, previous, tasks);
    }

    /// The task before on the same stream; -1 for the first.
    int previous(int task) {
        return previous[task];
    }

    /// The task of another stream that ended last before `time`, if it began before `task`; -1 if there is none.
    int lastEnded(int task, double time) {
        int best = NONE;
        for (int s = 0; s < tasks.length; s++) {
            if (s == timeline.stream(task)) {
                continue;
            }
            int last = lastEndedOf(s, time);
            if (last != NONE && last < task && (best == NONE || end(last) > end(best))) {
                best = last;
            }
        }
        return best;
    }

    int count() {
        return tasks.length;
    }

    /// The task of a stream that ended last by `time`; -1 if none did.
    int lastEndedOf(int stream, double time) {
        int low = 0;
        int high = tasks[stream].length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (end(tasks[stream][middle]) <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? NONE : tasks[stream][low - 1];
    }

    private double end(int task) {
        return timeline.start(task) + timeline.seconds(task);
    }
}
