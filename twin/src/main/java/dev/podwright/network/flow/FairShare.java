package dev.podwright.network.flow;

import java.util.Arrays;

/// Max–min fair rates: all flows grow alike until a link is full; its flows stop there and the others go on (progressive filling,
/// Bertsekas and Gallager, Data Networks, 1987, section 6.5.2). Exact: the level at which a link fills never falls while others stop, so
/// a heap of levels that may be out of date on the low side finds the next full link.
///
/// A link that one flow alone uses only bounds that flow: most links of a large pod are such, and never enter the heap.
final class FairShare {
    /// Levels that differ by less are the same: what is left of a sum after cancelling.
    private static final double ROUNDING = 1e-9;

    /// Flows that take part, by their numbers outside.
    private final int[] flows;
    /// The most that a flow gets for the links that it has for itself.
    private final double[] bounds;
    /// Flows by their bounds, the lowest first.
    private final int[] byBound;
    /// Shared links of each flow.
    private final int[] linksFrom;
    private final int[] links;
    private final double[] shares;
    /// Flows of each shared link.
    private final int[] usersFrom;
    private final int[] users;
    private final double[] capacity;
    private final double[] left;
    private final double[] weight;
    private final double[] rates;
    private final LevelHeap heap;

    /// @param capacity bytes/s of each link
    /// @param active whether a flow takes part
    FairShare(double[] capacity, Routes routes, boolean[] active) {
        int[] numbers = new int[capacity.length];
        int taking = 0;
        for (int f = 0; f < routes.flows(); f++) {
            if (active[f]) {
                taking++;
                for (int e = routes.from(f); e < routes.to(f); e++) {
                    numbers[routes.link(e)]++;
                }
            }
        }
        int shared = 0;
        int entries = 0;
        for (int l = 0; l < numbers.length; l++) {
            if (numbers[l] > 1) {
                entries += numbers[l];
                numbers[l] = ++shared;
            } else {
                numbers[l] = 0;
            }
        }
        this.flows = new int[taking];
        this.bounds = new double[taking];
        this.linksFrom = new int[taking + 1];
        this.links = new int[entries];
        this.shares = routes.split() ? new double[entries] : null;
        this.usersFrom = new int[shared + 1];
        this.capacity = new double[shared];
        compact(capacity, routes, active, numbers);
        this.users = users(shared);
        this.byBound = byBound();
        this.left = new double[shared];
        this.weight = new double[shared];
        this.rates = new double[taking];
        this.heap = new LevelHeap(shared);
    }

    private void compact(double[] capacities, Routes routes, boolean[] active, int[] numbers) {
        int flow = 0;
        int entry = 0;
        for (int f = 0; f < routes.flows(); f++) {
            if (!active[f]) {
                continue;
            }
            double bound = Double.POSITIVE_INFINITY;
            for (int e = routes.from(f); e < routes.to(f); e++) {
                int link = numbers[routes.link(e)] - 1;
                if (link < 0) {
                    bound = Math.min(bound, capacities[routes.link(e)] / routes.share(e));
                    continue;
                }
                capacity[link] = capacities[routes.link(e)];
                usersFrom[link + 1]++;
                links[entry] = link;
                if (shares != null) {
                    shares[entry] = routes.share(e);
                }
                entry++;
            }
            flows[flow] = f;
            bounds[flow] = bound;
            linksFrom[++flow] = entry;
        }
    }

    private int[] users(int shared) {
        for (int l = 0; l < shared; l++) {
            usersFrom[l + 1] += usersFrom[l];
        }
        int[] at = Arrays.copyOf(usersFrom, shared);
        int[] all = new int[links.length];
        for (int f = 0; f < flows.length; f++) {
            for (int e = linksFrom[f]; e < linksFrom[f + 1]; e++) {
                all[at[links[e]]++] = f;
            }
        }
        return all;
    }

    private int[] byBound() {
        long[] keys = new long[flows.length];
        for (int f = 0; f < keys.length; f++) {
            // Bounds are positive: their bits order as they do. What the flow's number needs is cut from the bits of least weight.
            keys[f] = Double.doubleToRawLongBits(bounds[f]) >>> Integer.SIZE - 1 << Integer.SIZE - 1 | f;
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = (int) (keys[i] & Integer.MAX_VALUE);
        }
        return order;
    }

    /// Flows that take part.
    int size() {
        return flows.length;
    }

    /// Finds the rates of flows, bytes/s.
    ///
    /// @param active whether a flow of those that take part still runs
    /// @param found by flow; of others untouched
    void rates(boolean[] active, double[] found) {
        System.arraycopy(capacity, 0, left, 0, capacity.length);
        Arrays.fill(weight, 0);
        for (int f = 0; f < flows.length; f++) {
            boolean runs = active[flows[f]];
            // Not a number marks flows that still grow.
            rates[f] = runs ? Double.NaN : 0;
            if (runs) {
                for (int e = linksFrom[f]; e < linksFrom[f + 1]; e++) {
                    weight[links[e]] += share(e);
                }
            }
        }
        heap.clear();
        for (int l = 0; l < capacity.length; l++) {
            if (weight[l] > ROUNDING) {
                heap.add(l, left[l] / weight[l]);
            }
        }
        heap.order();
        fill();
        for (int f = 0; f < flows.length; f++) {
            found[flows[f]] = rates[f];
        }
    }

    private void fill() {
        int bounded = 0;
        while (!heap.isEmpty()) {
            int link = heap.first();
            double noted = heap.level();
            while (bounded < byBound.length && (!Double.isNaN(rates[byBound[bounded]]) || bounds[byBound[bounded]] <= noted)) {
                stop(byBound[bounded], bounds[byBound[bounded]]);
                bounded++;
            }
            if (weight[link] <= ROUNDING) {
                heap.remove();
                continue;
            }
            double level = Math.max(noted, left[link] / weight[link]);
            if (level > noted * (1 + ROUNDING)) {
                heap.raise(level);
                continue;
            }
            heap.remove();
            for (int u = usersFrom[link]; u < usersFrom[link + 1]; u++) {
                stop(users[u], level);
            }
        }
        for (int f = 0; f < rates.length; f++) {
            stop(f, bounds[f]);
        }
    }

    /// A flow that still grows gets no more than `rate`.
    private void stop(int flow, double rate) {
        if (!Double.isNaN(rates[flow])) {
            return;
        }
        rates[flow] = rate;
        for (int e = linksFrom[flow]; e < linksFrom[flow + 1]; e++) {
            int link = links[e];
            left[link] = Math.max(0, left[link] - share(e) * rate);
            weight[link] -= share(e);
        }
    }

    private double share(int entry) {
        return shares == null ? 1 : shares[entry];
    }
}
