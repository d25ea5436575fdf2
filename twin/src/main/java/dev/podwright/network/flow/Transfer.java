package dev.podwright.network.flow;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Flows of given sizes from their starts to their ends, at max–min fair rates that are found anew when flows begin or end.
///
/// A flow is on its way for its latency before it takes any bandwidth, then it shares (as in SimGrid's network model).
///
/// Exactly, rates change with every beginning and end. With a tolerance ε above 0 rates are kept for ε/2 of the time since the last flow began: flows that end
/// meanwhile do so on their own account; what they leave is handed out at the end of the window, to those that gain by it as much as it would have been had
/// all of them ended at the mean of their ends. Half of ε is for what other windows did before: flows that end a little earlier or later change when others do. So each
/// flow's end is within ε of its time since the first start; tests compare with the exact mode.
public final class Transfer {
    /// Ends that differ by less, as a share of the time, are the same: rounding must not split what is symmetric.
    private static final double ROUNDING = 1e-12;
    /// Part of the tolerance that one window may use.
    private static final double OF_ONE_WINDOW = 0.5;

    private final double[] capacity;
    private final Routes routes;
    private final double[] bytes;
    /// When each takes bandwidth for the first time.
    private final double[] starts;
    private final double window;

    /// @param capacity bytes/s of each link
    /// @param bytes of each flow
    /// @param starts of each flow, seconds; null = all at 0
    /// @param tolerance ε; 0 = exact
    public Transfer(double[] capacity, Routes routes, double[] bytes, double[] starts, double tolerance) {
        this(capacity, routes, bytes, starts, null, tolerance);
    }

    /// @param latencies of each flow, seconds from its start until it takes bandwidth; null = none
    public Transfer(double[] capacity, Routes routes, double[] bytes, double[] starts, double[] latencies, double tolerance) {
        if (bytes.length != routes.flows() || !(tolerance >= 0) || tolerance >= 1) {
            throw new IllegalArgumentException("%d sizes for %d flows; the tolerance is %s.".formatted(bytes.length, routes.flows(), tolerance));
        }
        this.capacity = capacity;
        this.routes = routes;
        this.bytes = checked("size", bytes, bytes.length);
        this.starts = starts == null ? new double[bytes.length] : checked("start", starts, bytes.length).clone();
        if (latencies != null) {
            checked("latency", latencies, bytes.length);
            Arrays.setAll(this.starts, f -> this.starts[f] + latencies[f]);
        }
        this.window = OF_ONE_WINDOW * tolerance;
    }

    private static double[] checked(String what, double[] values, int flows) {
        if (values.length != flows) {
            throw new IllegalArgumentException("%d values of %s for %d flows.".formatted(values.length, what, flows));
        }
        for (int f = 0; f < flows; f++) {
            if (!(values[f] >= 0 && values[f] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("The %s of flow %d is %s.".formatted(what, f, values[f]));
            }
        }
        return values;
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
        double[] since = new double[flows];
        Refill rates = new Refill(capacity, routes);
        Ranking running = new Ranking(flows);
        int[] order = startOrder();
        int begun = 0;
        double now = 0;
        double youngest = 0;
        while (begun < flows || !running.isEmpty()) {
            double starting = begun < flows ? starts[order[begun]] : Double.POSITIVE_INFINITY;
            double until = running.isEmpty() ? Double.POSITIVE_INFINITY : until(running.key(running.first()), youngest);
            now = Math.max(now, Math.min(starting, until));
            double gone = 0;
            double weight = 0;
            while (!running.isEmpty() && running.key(running.first()) <= now) {
                int flow = running.first();
                ends[flow] = running.key(flow);
                gone += rates.rate(flow) * ends[flow];
                weight += rates.rate(flow);
                running.removeFirst();
                rates.end(flow);
            }
            while (begun < flows && starts[order[begun]] <= now) {
                youngest = now;
                rates.begin(order[begun++]);
            }
            rates.settle();
            double from = weight > 0 && weight < Double.POSITIVE_INFINITY && youngest < now ? Math.min(now, gone / weight) : now;
            for (int i = 0; i < rates.changes(); i++) {
                int flow = rates.changed(i);
                double rate = rates.rate(flow);
                if (!rates.runs(flow)) {
                    continue;
                }
                if (!(rate > 0)) {
                    throw new IllegalStateException("Flow %d has no bandwidth.".formatted(flow));
                }
                double at = Math.max(from, since[flow]);
                left[flow] = Math.max(0, left[flow] - rates.before(flow) * (at - since[flow]));
                since[flow] = at;
                running.put(flow, at + left[flow] / rate);
            }
            rates.forget();
        }
        return ends;
    }

    /// When rates are found anew if the first flow to end does so at `ending`.
    private double until(double ending, double youngest) {
        return Math.max(ending * (1 + ROUNDING), ending + window * (ending - youngest));
    }

    private int[] startOrder() {
        double first = bytes.length == 0 ? 0 : starts[0];
        if (Arrays.stream(starts).allMatch(s -> s == first)) {
            return IntStream.range(0, starts.length).toArray();
        }
        return IntStream.range(0, starts.length).boxed().sorted((a, b) -> Double.compare(starts[a], starts[b])).mapToInt(Integer::intValue).toArray();
    }
}
