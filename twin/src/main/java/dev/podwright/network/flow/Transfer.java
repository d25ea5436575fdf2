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
        for (int f = 0; f < bytes.length; f++) {
            for (int e = routes.from(f); e < routes.to(f); e++) {
                if (!(capacity[routes.link(e)] > 0)) {
                    throw new IllegalStateException("Flow %d has no bandwidth: link %d is down.".formatted(f, routes.link(e)));
                }
            }
        }
        return Symmetry.of(capacity, routes, bytes, starts)
                .map(s -> s.ofFlows(new Transfer(s.capacity(), s.routes(), s.ofClasses(bytes), s.ofClasses(starts), window / OF_ONE_WINDOW).singly()))
                .orElseGet(this::singly);
    }

    /// Without a search for symmetry.
    double[] singly() {
        double[] ends = new double[bytes.length];
        Progress progress = new Progress(capacity, routes, bytes);
        int[] order = startOrder();
        int begun = 0;
        double youngest = 0;
        while (begun < order.length || !progress.idle()) {
            double starting = begun < order.length ? starts[order[begun]] : Double.POSITIVE_INFINITY;
            double now = Math.min(starting, progress.idle() ? starting : until(progress.next(), youngest));
            Gone gone = new Gone();
            progress.pass(now, flow -> {
                ends[flow] = progress.end(flow);
                gone.add(ends[flow], progress.rate(flow));
            });
            double from = starting <= now ? now : gone.mean(now);
            while (begun < order.length && starts[order[begun]] <= now) {
                progress.begin(order[begun++]);
                youngest = now;
            }
            progress.settle(from);
        }
        return ends;
    }

    /// What ended within a window.
    private static final class Gone {
        private double moments;
        private double rates;

        void add(double end, double rate) {
            moments += rate * end;
            rates += rate;
        }

        /// When it ended on average, by what it leaves to others.
        double mean(double latest) {
            return rates > 0 && rates < Double.POSITIVE_INFINITY ? Math.min(latest, moments / rates) : latest;
        }
    }

    /// When rates are found anew if the first flow to end does so at `ending`.
    private double until(double ending, double youngest) {
        return ending + window * (ending - youngest);
    }

    private int[] startOrder() {
        double first = bytes.length == 0 ? 0 : starts[0];
        if (Arrays.stream(starts).allMatch(s -> s == first)) {
            return IntStream.range(0, starts.length).toArray();
        }
        return IntStream.range(0, starts.length).boxed().sorted((a, b) -> Double.compare(starts[a], starts[b])).mapToInt(Integer::intValue).toArray();
    }
}
