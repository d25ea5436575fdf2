package dev.podwright.network.flow;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Flows of given sizes from their starts to their ends, at max–min fair rates that are found anew when flows begin or end.
///
/// Exactly, rates change with every beginning and end. With a tolerance above 0 rates are kept for that share of the time passed: flows that end meanwhile
/// do so on their own account, what they leave is handed out at the end of the window, and each time is within about the tolerance of the exact one.
public final class Transfer {
    /// Flows that are done take no part any more once so many of those that do are done.
    private static final double WORTHWHILE = 0.1;

    private final double[] capacity;
    private final Routes routes;
    private final double[] bytes;
    private final double[] starts;
    private final double tolerance;

    /// @param capacity bytes/s of each link
    /// @param bytes of each flow, above 0
    /// @param starts of each flow, seconds; null = all at 0
    /// @param tolerance share of the time passed for which rates may be kept; 0 = exact
    public Transfer(double[] capacity, Routes routes, double[] bytes, double[] starts, double tolerance) {
        if (bytes.length != routes.flows() || !(tolerance >= 0)) {
            throw new IllegalArgumentException("%d sizes for %d flows; the tolerance is %s.".formatted(bytes.length, routes.flows(), tolerance));
        }
        this.capacity = capacity;
        this.routes = routes;
        this.bytes = bytes;
        this.starts = starts == null ? new double[bytes.length] : starts;
        this.tolerance = tolerance;
    }

    /// Max–min fair rates of flows that all run, bytes/s.
    public static double[] rates(double[] capacity, Routes routes) {
        boolean[] all = new boolean[routes.flows()];
        Arrays.fill(all, true);
        double[] rates = new double[all.length];
        new FairShare(capacity, routes, all).rates(all, rates);
        return rates;
    }

    /// When each flow ends, seconds.
    ///
    /// @throws IllegalStateException if a flow can never end, as one of its links has no capacity
    public double[] ends() {
        int flows = bytes.length;
        double[] ends = new double[flows];
        double[] left = bytes.clone();
        double[] rates = new double[flows];
        boolean[] active = new boolean[flows];
        int[] order = startOrder();
        int begun = 0;
        int running = 0;
        double now = 0;
        boolean came = true;
        FairShare shares = null;
        while (begun < flows || running > 0) {
            if (running == 0) {
                now = Math.max(now, starts[order[begun]]);
            }
            while (begun < flows && starts[order[begun]] <= now) {
                active[order[begun++]] = true;
                came = true;
                running++;
            }
            if (shares == null || came || running < (1 - WORTHWHILE) * shares.size()) {
                shares = new FairShare(capacity, routes, active);
                came = false;
            }
            shares.rates(active, rates);
            double next = begun < flows ? starts[order[begun]] : Double.POSITIVE_INFINITY;
            double until = Math.min(next, window(now, active, left, rates));
            for (int f = 0; f < flows; f++) {
                if (!active[f]) {
                    continue;
                }
                double end = now + left[f] / rates[f];
                if (end <= until) {
                    ends[f] = end;
                    active[f] = false;
                    running--;
                } else {
                    left[f] -= rates[f] * (until - now);
                }
            }
            now = until;
        }
        return ends;
    }

    /// When rates are found anew: at the first end, or later as far as the tolerance goes.
    private double window(double now, boolean[] active, double[] left, double[] rates) {
        double soonest = Double.POSITIVE_INFINITY;
        for (int f = 0; f < active.length; f++) {
            if (active[f]) {
                if (!(rates[f] > 0)) {
                    throw new IllegalStateException("Flow %d has no bandwidth.".formatted(f));
                }
                soonest = Math.min(soonest, left[f] / rates[f]);
            }
        }
        return Math.max(now + soonest, now * (1 + tolerance));
    }

    private int[] startOrder() {
        long[] keyed = new long[starts.length];
        double last = Arrays.stream(starts).max().orElse(0);
        if (last == 0) {
            return IntStream.range(0, starts.length).toArray();
        }
        Integer[] order = new Integer[keyed.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(starts[a], starts[b]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }
}
