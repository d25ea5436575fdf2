package dev.podwright.repricing;

import dev.podwright.profile.Profile;
import dev.podwright.profile.Timeline;
import dev.podwright.profile.Use;
import java.util.Arrays;

/// What begins after what in a profile, told from its times, and the same with other durations.
///
/// A task begins when the host has launched it, its stream is free, and the task of another stream is done that it was seen to wait for: where it began
/// later than the first two explain, the last that ended before. An exchange also waits for what was launched before it (PyTorch's ProcessGroupNCCL makes
/// its stream wait for the caller's). What remains between is kept. The host keeps its own durations; where it waited for the device it waits until the
/// same tasks are done.
final class Replay {
    /// Gaps between kernels of one stream that no one else caused: launch of the next.
    private static final double GAP = 3e-6;
    private static final int NONE = -1;
    /// Quantile of (start - launch) taken as what a launch takes at least; the fastest few are clocks that do not agree.
    private static final double LAUNCH_QUANTILE = 0.05;

    private final Timeline timeline;
    private final HostOrder host;
    private final Streams streams;
    private final double launch;
    /// The task of another stream that this one was seen to wait for.
    private final int[] seen;
    /// What an exchange waits for by the library's rule.
    private final int[] before;
    /// A gathering exchange that this task would wait for if it ended later.
    private final int[] gathered;
    private final double[] gap;

    Replay(Profile profile) {
        this.timeline = profile.timeline();
        this.host = HostOrder.of(profile);
        this.streams = Streams.of(timeline);
        this.launch = launchSeconds();
        int size = timeline.size();
        this.seen = filled(size);
        this.before = filled(size);
        this.gathered = filled(size);
        this.gap = new double[size];
        boolean[] exchange = new boolean[size];
        boolean[] gathers = new boolean[size];
        for (int i = 0; i < size; i++) {
            Use use = profile.uses().get(timeline.use(i));
            exchange[i] = use.kind() == Use.Kind.EXCHANGE;
            gathers[i] = exchange[i] && use.exchange().map(Use.Exchange::operation).filter(o -> !o.contains("reduce")).isPresent();
        }
        producers(exchange);
        waits();
        consumers(exchange, gathers);
    }

    private static int[] filled(int size) {
        int[] array = new int[size];
        Arrays.fill(array, NONE);
        return array;
    }

    /// @param speed what each task takes, as a factor of what was measured, by use
    /// @param hostFactor what the host takes, likewise
    /// @param prudent whether all that gathers is waited for by what was seen to follow
    /// @return seconds of one step
    double seconds(double[] speed, double hostFactor, boolean prudent) {
        return new ReplayRun(timeline, host, streams, this, speed, hostFactor, prudent).step();
    }

    int seen(int task) {
        return seen[task];
    }

    int before(int task) {
        return before[task];
    }

    int gathered(int task) {
        return gathered[task];
    }

    double gap(int task) {
        return gap[task];
    }

    /// Seconds from launch to start that a task needs at least.
    double launch(int task) {
        return Math.min(launch, Math.max(0, timeline.start(task) - timeline.launched(task)));
    }

    private double launchSeconds() {
        double[] delays = new double[timeline.size()];
        int known = 0;
        for (int i = 0; i < timeline.size(); i++) {
            double delay = timeline.start(i) - timeline.launched(i);
            if (delay >= 0) {
                delays[known++] = delay;
            }
        }
        if (known == 0) {
            return 0;
        }
        double[] sorted = Arrays.copyOf(delays, known);
        Arrays.sort(sorted);
        return sorted[(int) (LAUNCH_QUANTILE * (known - 1))];
    }

    /// The last task launched before each exchange that does not exchange itself.
    private void producers(boolean[] exchange) {
        int last = NONE;
        for (int k = 0; k < host.size(); k++) {
            int task = host.task(k);
            if (task == HostOrder.NO_TASK) {
                continue;
            }
            if (!exchange[task]) {
                last = task;
            } else if (last != NONE && last < task && timeline.start(last) + timeline.seconds(last) <= timeline.start(task)) {
                before[task] = last;
            }
        }
    }

    private void waits() {
        for (int i = 0; i < timeline.size(); i++) {
            double start = timeline.start(i);
            double base = streams.previous(i) == NONE ? Double.NEGATIVE_INFINITY : end(streams.previous(i));
            if (!Double.isNaN(timeline.launched(i))) {
                base = Math.max(base, timeline.launched(i) + launch(i));
            }
            if (before[i] != NONE) {
                base = Math.max(base, end(before[i]));
            }
            if (start - base > GAP) {
                int last = streams.lastEnded(i, start);
                if (last != NONE && end(last) > base) {
                    seen[i] = last;
                    base = end(last);
                }
            }
            gap[i] = base == Double.NEGATIVE_INFINITY ? 0 : start - base;
        }
    }

    /// The first task after each gathering exchange, launched after it, that computes.
    private void consumers(boolean[] exchange, boolean[] gathers) {
        int waiting = NONE;
        for (int i = 0; i < timeline.size(); i++) {
            if (gathers[i]) {
                waiting = i;
            } else if (waiting != NONE && !exchange[i] && timeline.start(i) >= end(waiting) && !(timeline.launched(i) < timeline.launched(waiting))) {
                gathered[i] = waiting;
                waiting = NONE;
            }
        }
    }

    private double end(int task) {
        return timeline.start(task) + timeline.seconds(task);
    }
}
