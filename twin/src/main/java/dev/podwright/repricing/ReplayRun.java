package dev.podwright.repricing;

import dev.podwright.profile.Timeline;
import java.util.Arrays;

/// One replay with given durations.
final class ReplayRun {
    /// Clocks of host and device agree to about this.
    private static final double CLOCKS = 2e-6;

    private final Timeline timeline;
    private final HostOrder host;
    private final Streams streams;
    private final Replay known;
    private final double[] speed;
    private final double hostFactor;
    private final boolean prudent;
    private final double[] launched;
    private final double[] end;
    private int done;

    ReplayRun(Timeline timeline, HostOrder host, Streams streams, Replay known, double[] speed, double hostFactor, boolean prudent) {
        this.timeline = timeline;
        this.host = host;
        this.streams = streams;
        this.known = known;
        this.speed = speed;
        this.hostFactor = hostFactor;
        this.prudent = prudent;
        this.launched = new double[timeline.size()];
        Arrays.fill(launched, Double.NaN);
        this.end = new double[timeline.size()];
    }

    /// Seconds of one step: between the marks, each taken when host and device are through with what came before it.
    double step() {
        double begin = 0;
        double finish = 0;
        double clock = 0;
        double measured = 0;
        for (int k = 0; k < host.size(); k++) {
            clock += Math.max(0, host.at(k) - measured) * hostFactor;
            measured = Math.max(measured, host.at(k));
            int wait = host.wait(k);
            if (wait >= 0) {
                double until = timeline.waitStart(wait) + timeline.waitSeconds(wait);
                clock = waited(wait, clock, until);
                measured = Math.max(measured, until);
            } else if (host.task(k) >= 0) {
                launched[host.task(k)] = clock;
            } else if (host.begins(k)) {
                begin = clock;
            } else if (host.ends(k)) {
                finish = clock;
            }
        }
        run(timeline.size() - 1);
        return (boundary(host.end(), finish, host.whole()) - boundary(host.begin(), begin, false) + host.tail()) / host.steps();
    }

    /// When a wait is over: when the last tasks that had ended by its end are done.
    private double waited(int wait, double clock, double until) {
        double last = Double.NEGATIVE_INFINITY;
        int latest = -1;
        for (int s = 0; s < streams.count(); s++) {
            int task = streams.lastEndedOf(s, until + CLOCKS);
            if (task >= 0) {
                last = Math.max(last, timeline.start(task) + timeline.seconds(task));
                latest = Math.max(latest, task);
            }
        }
        if (latest < 0) {
            return clock + timeline.waitSeconds(wait);
        }
        run(latest);
        double free = Double.NEGATIVE_INFINITY;
        for (int s = 0; s < streams.count(); s++) {
            int task = streams.lastEndedOf(s, until + CLOCKS);
            free = task >= 0 ? Math.max(free, end[task]) : free;
        }
        return last > timeline.waitStart(wait) ? Math.max(clock, free) + Math.max(0, until - last) : Math.max(clock + timeline.waitSeconds(wait), free);
    }

    /// Runs the device up to `task`.
    private void run(int task) {
        for (; done <= task; done++) {
            double free = streams.previous(done) < 0 ? Double.NEGATIVE_INFINITY : end[streams.previous(done)];
            if (!Double.isNaN(launched[done])) {
                free = Math.max(free, launched[done] + known.launch(done));
            }
            free = Math.max(free, ended(known.before(done)));
            free = Math.max(free, ended(known.seen(done)));
            double start = free == Double.NEGATIVE_INFINITY ? timeline.start(done) : free + known.gap(done);
            if (prudent) {
                start = Math.max(start, ended(known.gathered(done)));
            }
            end[done] = start + timeline.seconds(done) * speed[timeline.use(done)];
        }
    }

    private double ended(int task) {
        return task < 0 ? Double.NEGATIVE_INFINITY : end[task];
    }

    /// When host and device are through with all that was launched before a mark.
    private double boundary(double mark, double clock, boolean all) {
        double device = Double.NEGATIVE_INFINITY;
        double measured = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < timeline.size(); i++) {
            double when = Double.isNaN(timeline.launched(i)) ? timeline.start(i) : timeline.launched(i);
            if (all || when < mark) {
                device = Math.max(device, end[i]);
                measured = Math.max(measured, timeline.start(i) + timeline.seconds(i));
            }
        }
        if (host.known() || all) {
            return Math.max(clock, device);
        }
        return device == Double.NEGATIVE_INFINITY ? mark : device + mark - measured;
    }
}
