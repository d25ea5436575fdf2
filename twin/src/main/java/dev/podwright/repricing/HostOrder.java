package dev.podwright.repricing;

import dev.podwright.profile.Profile;
import dev.podwright.profile.Timeline;
import dev.podwright.profile.column.Ints;
import dev.podwright.profile.column.Order;
import java.util.Arrays;

/// What the host did that the device could notice, in order of time: launches, waits for the device, and the two marks between which steps are counted.
///
/// Several threads that launch are taken as one: they take turns (forward and backward pass). A wait during which something was launched was another
/// thread's and holds nothing up.
final class HostOrder {
    static final int NO_TASK = -1;
    private static final int BEGIN = -2;
    private static final int END = -3;
    private static final int FIRST_WAIT = -4;

    private final Timeline timeline;
    private final int[] codes;
    private final double begin;
    private final double end;
    private final double steps;
    private final boolean known;
    private final double tail;
    private final boolean whole;

    private HostOrder(Profile profile, double begin, double end, double steps, boolean known, double tail) {
        this.timeline = profile.timeline();
        this.begin = begin;
        this.end = end;
        this.steps = steps;
        this.known = known;
        this.tail = tail;
        this.whole = profile.steps().isEmpty();
        this.codes = codes();
    }

    static HostOrder of(Profile profile) {
        Timeline timeline = profile.timeline();
        double lastHost = Double.NEGATIVE_INFINITY;
        double lastDevice = 0;
        for (int i = 0; i < timeline.size(); i++) {
            lastHost = timeline.launched(i) > lastHost ? timeline.launched(i) : lastHost;
            lastDevice = Math.max(lastDevice, timeline.start(i) + timeline.seconds(i));
        }
        boolean known = lastHost > Double.NEGATIVE_INFINITY;
        for (int w = 0; w < timeline.waits(); w++) {
            lastHost = Math.max(lastHost, timeline.waitStart(w) + timeline.waitSeconds(w));
        }
        if (profile.steps().isEmpty()) {
            double last = known ? lastHost : 0;
            return new HostOrder(profile, 0, last, 1, known, Math.max(0, profile.seconds() - Math.max(last, lastDevice)));
        }
        double begin = profile.steps().stream().mapToDouble(s -> s.start()).min().orElse(0);
        double end = profile.steps().stream().mapToDouble(s -> s.start() + s.seconds()).max().orElse(lastDevice);
        return new HostOrder(profile, begin, end, profile.steps().size(), known, 0);
    }

    private int[] codes() {
        Ints found = new Ints();
        found.add(BEGIN);
        found.add(END);
        for (int i = 0; i < timeline.size(); i++) {
            if (!Double.isNaN(timeline.launched(i))) {
                found.add(i);
            }
        }
        for (int w = 0; w < timeline.waits(); w++) {
            found.add(FIRST_WAIT - w);
        }
        // At one time: launches before the marks, and these before waits.
        int[] order = Order.of(found.size(), (a, b) -> {
            int byTime = Double.compare(time(found.get(a)), time(found.get(b)));
            return byTime != 0 ? byTime : Integer.compare(found.get(b), found.get(a));
        });
        return Arrays.stream(order).map(found::get).toArray();
    }

    private double time(int code) {
        return code >= 0 ? timeline.launched(code) : code == BEGIN ? begin : code == END ? end : timeline.waitStart(FIRST_WAIT - code);
    }

    int size() {
        return codes.length;
    }

    /// The task that the `k`-th event launches, or [#NO_TASK].
    int task(int k) {
        return Math.max(NO_TASK, codes[k]);
    }

    boolean begins(int k) {
        return codes[k] == BEGIN;
    }

    boolean ends(int k) {
        return codes[k] == END;
    }

    /// The wait that the `k`-th event begins, or -1; -1 also for waits of other threads.
    int wait(int k) {
        if (codes[k] > FIRST_WAIT) {
            return NO_TASK;
        }
        int wait = FIRST_WAIT - codes[k];
        double end = timeline.waitStart(wait) + timeline.waitSeconds(wait);
        boolean others = k + 1 < codes.length && time(codes[k + 1]) < end && codes[k + 1] >= 0;
        return others ? NO_TASK : wait;
    }

    /// When the `k`-th event was.
    double at(int k) {
        return time(codes[k]);
    }

    double begin() {
        return begin;
    }

    double end() {
        return end;
    }

    double steps() {
        return steps;
    }

    /// Whether the profile tells when anything was launched.
    boolean known() {
        return known;
    }

    /// Seconds after the last event of host and device, which are part of a profile without steps.
    double tail() {
        return tail;
    }

    /// Whether no steps are marked and the profile counts as one.
    boolean whole() {
        return whole;
    }
}
