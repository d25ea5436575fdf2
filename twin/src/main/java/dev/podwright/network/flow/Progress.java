package dev.podwright.network.flow;

import java.util.function.IntConsumer;

/// Flows under way: each is told when it begins, all share links in a max–min fair manner, and each says when it will end. Time only goes forward.
public final class Progress {
    /// Ends that differ by less, as a share of the time, are the same: rounding must not part what is symmetric.
    private static final double ROUNDING = 1e-12;

    private final Refill rates;
    private final double[] left;
    /// When [#left] was true.
    private final double[] since;
    /// Flows by their ends at the rates that they have.
    private final Ranking ends;
    private double now;

    /// @param capacity bytes/s of each link
    /// @param bytes of each flow
    public Progress(double[] capacity, Routes routes, double[] bytes) {
        if (bytes.length != routes.flows()) {
            throw new IllegalArgumentException("%d sizes for %d flows.".formatted(bytes.length, routes.flows()));
        }
        this.rates = new Refill(capacity, routes);
        this.left = bytes.clone();
        this.since = new double[bytes.length];
        this.ends = new Ranking(bytes.length);
    }

    public boolean idle() {
        return ends.isEmpty();
    }

    /// When the next flow ends; infinite if none runs.
    public double next() {
        return ends.isEmpty() ? Double.POSITIVE_INFINITY : end(ends.first());
    }

    /// When a flow that runs will end if nothing changes.
    public double end(int flow) {
        return ends.key(flow);
    }

    /// Bytes/s since the last [#settle]; 0 if the flow does not run.
    public double rate(int flow) {
        return rates.rate(flow);
    }

    /// A link that holds a running flow back; -1 for a flow that uses none.
    public int limit(int flow) {
        return rates.limit(flow);
    }

    /// Moves on to `time`.
    ///
    /// @param ended is told every flow that ends until then, in the order of their ends; [#end] and [#rate] still answer
    public void pass(double time, IntConsumer ended) {
        now = Math.max(now, time);
        while (!ends.isEmpty() && ends.key(ends.first()) <= now * (1 + ROUNDING)) {
            int flow = ends.first();
            ended.accept(flow);
            ends.removeFirst();
            rates.end(flow);
        }
    }

    /// A flow begins now.
    public void begin(int flow) {
        rates.begin(flow);
    }

    /// Finds the rates from now on.
    public void settle() {
        settle(now);
    }

    /// Finds the rates.
    ///
    /// @param from since when flows that ran already are held to have them
    /// @throws IllegalStateException if a flow can never end, as one of its links has no capacity
    void settle(double from) {
        rates.settle();
        for (int i = 0; i < rates.changes(); i++) {
            int flow = rates.changed(i);
            if (!rates.runs(flow)) {
                continue;
            }
            double rate = rates.rate(flow);
            if (!(rate > 0)) {
                throw new IllegalStateException("Flow %d has no bandwidth.".formatted(flow));
            }
            double at = ends.has(flow) ? Math.max(from, since[flow]) : now;
            // A flow that begins has had nothing; one without links is infinitely fast.
            left[flow] = at == since[flow] || !ends.has(flow) ? left[flow] : Math.max(0, left[flow] - rates.before(flow) * (at - since[flow]));
            since[flow] = at;
            ends.put(flow, at + left[flow] / rate);
        }
        rates.forget();
    }
}
