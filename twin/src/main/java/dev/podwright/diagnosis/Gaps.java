package dev.podwright.diagnosis;

import dev.podwright.profile.Profile;
import dev.podwright.profile.Timeline;
import dev.podwright.profile.Use;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Sorts the idle times of a device by why it was idle.
final class Gaps {
    /// Seconds between two kernels of a captured graph: 3.4 us for each of 20 kernels of 2.9 us (NVIDIA, "Getting Started with CUDA Graphs",
    /// developer.nvidia.com/blog/cuda-graphs, on a V100 with CUDA 10.1). What no host can save; that it holds for other chips is an assumption.
    static final double TURN_ROUND = 0.5e-6;

    /// Seconds from the end of a kernel to the start of one that the host launches when it learns of that end: 9.6 us for each of the same kernels, less the 2.9 us of its own. A longer gap,
    /// with no task on any stream, is the host's even where the profile does not tell when it launched.
    static final double ROUND_TRIP = 6.7e-6;

    /// How PyTorch names the copies that its fall-back to the CPU makes.
    static final String TO_CPU = "aten::_to_cpu";

    private final Profile profile;
    private final Timeline timeline;
    private final double path;
    private final Map<Long, double[]> sums = new TreeMap<>();
    private boolean ran;
    private int last;
    private int wait;

    Gaps(Profile profile) {
        this.profile = profile;
        this.timeline = profile.timeline();
        this.path = path(timeline);
    }

    /// Seconds from the launch of a task to its start when nothing is in its way: the shortest seen.
    private static double path(Timeline timeline) {
        double shortest = Double.POSITIVE_INFINITY;
        for (int task = 0; task < timeline.size(); task++) {
            double latency = timeline.start(task) - timeline.launched(task);
            if (latency >= 0) {
                shortest = Math.min(shortest, latency);
            }
        }
        return Double.isInfinite(shortest) ? 0 : shortest;
    }

    /// A step begins.
    void begin() {
        ran = false;
        last = -1;
        wait = 0;
    }

    /// A task has begun.
    void passed(int task) {
        ran = true;
        last = task;
    }

    /// @param next the task that ends the gap, -1 for none
    void add(double from, double to, int next) {
        if (to <= from) {
            return;
        }
        Gap.Cause cause = cause(from, to, next);
        int follower = next < 0 ? -1 : timeline.use(next);
        double[] sum = sums.computeIfAbsent(key(cause, follower), _ -> new double[4]);
        sum[0]++;
        sum[1] += to - from;
        sum[2] += cause == Gap.Cause.DEVICE ? 0 : Math.max(0, to - from - TURN_ROUND);
        sum[3] += cause == Gap.Cause.DEVICE ? 0 : Math.max(0, to - from - (cause == Gap.Cause.LAUNCH_UNKNOWN ? ROUND_TRIP : TURN_ROUND));
    }

    private Gap.Cause cause(double from, double to, int next) {
        if (last >= 0 && fallback(profile.uses().get(timeline.use(last))) && next >= 0) {
            return Gap.Cause.FALLBACK;
        }
        if (next < 0) {
            return Gap.Cause.END;
        }
        double launched = timeline.launched(next);
        if (launched + path <= from) {
            return Gap.Cause.DEVICE;
        }
        if (synchronised(from, to)) {
            return Gap.Cause.SYNCHRONISED;
        }
        if (!ran) {
            return Gap.Cause.BEGINNING;
        }
        return Double.isNaN(launched) ? Gap.Cause.LAUNCH_UNKNOWN : Gap.Cause.LAUNCHED_LATE;
    }

    /// Copies that bring tensors to the host because an operator runs there.
    static boolean fallback(Use use) {
        return use.kind() == Use.Kind.COPY && (use.operator().equals(TO_CPU) || use.parents().contains(TO_CPU));
    }

    /// Whether the host's waiting for the device ended inside the gap.
    private boolean synchronised(double from, double to) {
        while (wait < timeline.waits() && timeline.waitStart(wait) + timeline.waitSeconds(wait) < from) {
            wait++;
        }
        return wait < timeline.waits() && timeline.waitStart(wait) <= from && timeline.waitStart(wait) + timeline.waitSeconds(wait) <= to;
    }

    private static long key(Gap.Cause cause, int follower) {
        return ((long) cause.ordinal() << Integer.SIZE) + follower + 1;
    }

    /// All gaps, longest first.
    List<Gap> found() {
        List<Gap> found = new ArrayList<>();
        sums.forEach((key, sum) -> found.add(new Gap(Gap.Cause.values()[(int) (key >> Integer.SIZE)], (int) (key & 0xFFFF_FFFFL) - 1, (long) sum[0], sum[1], sum[2], sum[3])));
        found.sort(Comparator.comparingDouble(Gap::seconds).reversed());
        return found;
    }
}
