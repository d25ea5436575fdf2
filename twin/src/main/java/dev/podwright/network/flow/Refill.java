package dev.podwright.network.flow;

import java.util.Arrays;

/// Max–min fair rates that follow flows as they begin and end, found anew only where they change.
///
/// Progressive filling (see [FairShare]) gives every full link a level: the rate of those of its flows that no other link holds back further.
/// It depends only on flows that are slower, thus on links of lower levels. So a change is followed upwards, the lowest level first: a link whose level is no
/// longer right lets its flows go; what they could take makes other links look again; a link settles when no lower level is in doubt. Links that
/// no change reaches are not looked at. The rates are those of a filling from scratch.
final class Refill {
    /// Levels that differ by less are the same: what is left of a sum after cancelling.
    private static final double ROUNDING = 1e-11;

    private final double[] capacity;
    private final Routes routes;
    /// Where the flows of each link begin; those that run stand first.
    private final int[] usersFrom;
    private final int[] running;
    /// Entries of routes: an entry names the flow too.
    private final int[] users;
    private final int[] flowOf;
    private final int[] placeOf;
    private final double[] bounds;
    private final double[] rates;
    private final boolean[] runs;
    private final double[] levels;
    private final Ranking doubtful;
    /// Flows whose rate may have changed since [#settle] began.
    private final int[] changed;
    private final double[] before;
    private final boolean[] noted;
    private int changes;

    Refill(double[] capacity, Routes routes) {
        this.capacity = capacity;
        this.routes = routes;
        int flows = routes.flows();
        int entries = flows == 0 ? 0 : routes.to(flows - 1);
        this.usersFrom = new int[capacity.length + 1];
        for (int e = 0; e < entries; e++) {
            usersFrom[routes.link(e) + 1]++;
        }
        for (int l = 0; l < capacity.length; l++) {
            usersFrom[l + 1] += usersFrom[l];
        }
        this.running = new int[capacity.length];
        this.users = new int[entries];
        this.flowOf = new int[entries];
        this.placeOf = new int[entries];
        this.bounds = new double[flows];
        Arrays.fill(bounds, Double.POSITIVE_INFINITY);
        int[] at = Arrays.copyOf(usersFrom, capacity.length);
        for (int f = 0; f < flows; f++) {
            for (int e = routes.from(f); e < routes.to(f); e++) {
                int link = routes.link(e);
                bounds[f] = Math.min(bounds[f], capacity[link] / routes.share(e));
                flowOf[e] = f;
                placeOf[e] = at[link];
                users[at[link]++] = e;
            }
        }
        this.rates = new double[flows];
        this.runs = new boolean[flows];
        this.levels = new double[capacity.length];
        Arrays.fill(levels, Double.POSITIVE_INFINITY);
        this.doubtful = new Ranking(capacity.length);
        this.changed = new int[flows];
        this.before = new double[flows];
        this.noted = new boolean[flows];
    }

    double rate(int flow) {
        return rates[flow];
    }

    boolean runs(int flow) {
        return runs[flow];
    }

    /// A link that holds a running flow back: full, and no flow on it is faster. -1 for a flow that uses none.
    int limit(int flow) {
        int limit = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int e = routes.from(flow); e < routes.to(flow); e++) {
            double level = Math.min(levels[routes.link(e)], capacity[routes.link(e)] / routes.share(e));
            if (level < least * (1 - ROUNDING)) {
                least = level;
                limit = routes.link(e);
            }
        }
        return limit;
    }

    void begin(int flow) {
        for (int e = routes.from(flow); e < routes.to(flow); e++) {
            int link = routes.link(e);
            swap(e, usersFrom[link] + running[link]++);
        }
        note(flow);
        runs[flow] = true;
        rates[flow] = bounds[flow];
        for (int e = routes.from(flow); e < routes.to(flow); e++) {
            doubt(routes.link(e));
        }
    }

    void end(int flow) {
        note(flow);
        runs[flow] = false;
        rates[flow] = 0;
        for (int e = routes.from(flow); e < routes.to(flow); e++) {
            int link = routes.link(e);
            swap(e, usersFrom[link] + --running[link]);
            if (levels[link] < Double.POSITIVE_INFINITY && !doubtful.has(link)) {
                doubtful.put(link, levels[link]);
            }
        }
    }

    private void swap(int entry, int place) {
        int other = users[place];
        int old = placeOf[entry];
        users[place] = entry;
        placeOf[entry] = place;
        users[old] = other;
        placeOf[other] = old;
    }

    /// Finds the rates after flows began and ended.
    void settle() {
        while (!doubtful.isEmpty()) {
            int link = doubtful.first();
            double key = doubtful.key(link);
            double level = level(link);
            double old = levels[link];
            if (old < Double.POSITIVE_INFINITY) {
                if (same(level, old)) {
                    doubtful.removeFirst();
                    hold(link, old);
                    continue;
                }
                if (level > old) {
                    if (key < old) {
                        doubtful.put(link, old);
                        continue;
                    }
                    doubtful.removeFirst();
                    release(link, old);
                    continue;
                }
            }
            if (level == Double.POSITIVE_INFINITY) {
                doubtful.removeFirst();
                continue;
            }
            if (level > key * (1 + ROUNDING)) {
                doubtful.put(link, level);
                continue;
            }
            doubtful.removeFirst();
            hold(link, level);
        }
    }

    private static boolean same(double a, double b) {
        return a == b || Math.abs(a - b) <= ROUNDING * b;
    }

    private void release(int link, double old) {
        levels[link] = Double.POSITIVE_INFINITY;
        int end = usersFrom[link] + running[link];
        for (int u = usersFrom[link]; u < end; u++) {
            int flow = flowOf[users[u]];
            if (rates[flow] >= old * (1 - ROUNDING) && bounds[flow] > old) {
                note(flow);
                rates[flow] = bounds[flow];
            }
        }
        for (int u = usersFrom[link]; u < end; u++) {
            int flow = flowOf[users[u]];
            if (rates[flow] == bounds[flow]) {
                for (int e = routes.from(flow); e < routes.to(flow); e++) {
                    doubt(routes.link(e));
                }
            }
        }
    }

    private void hold(int link, double level) {
        levels[link] = level;
        int end = usersFrom[link] + running[link];
        for (int u = usersFrom[link]; u < end; u++) {
            int flow = flowOf[users[u]];
            if (rates[flow] > level * (1 + ROUNDING)) {
                note(flow);
                rates[flow] = level;
                for (int e = routes.from(flow); e < routes.to(flow); e++) {
                    int other = routes.link(e);
                    if (other != link && levels[other] < Double.POSITIVE_INFINITY && !doubtful.has(other)) {
                        doubtful.put(other, levels[other]);
                    }
                }
            }
        }
    }

    /// A flow of `link` could be faster now.
    private void doubt(int link) {
        double level = Math.min(levels[link], level(link));
        if (level < Double.POSITIVE_INFINITY && !(doubtful.has(link) && doubtful.key(link) <= level)) {
            doubtful.put(link, level);
        }
    }

    /// The rate at which `link` is full when no flow is faster than it is now; infinite if it never is.
    private double level(int link) {
        int from = usersFrom[link];
        int end = from + running[link];
        // Flows that this link itself holds back grow with its level.
        double own = levels[link] * (1 - ROUNDING);
        double level = 0;
        while (true) {
            double room = capacity[link];
            double weight = 0;
            for (int u = from; u < end; u++) {
                double rate = rates[flowOf[users[u]]];
                double share = routes.share(users[u]);
                if (rate <= level && rate < own) {
                    room -= share * rate;
                } else {
                    weight += share;
                }
            }
            if (weight == 0) {
                return Double.POSITIVE_INFINITY;
            }
            double next = room / weight;
            if (next <= level) {
                return level;
            }
            level = next;
        }
    }

    private void note(int flow) {
        if (!noted[flow]) {
            noted[flow] = true;
            before[flow] = rates[flow];
            changed[changes++] = flow;
        }
    }

    /// Flows that may have changed.
    int changes() {
        return changes;
    }

    int changed(int index) {
        return changed[index];
    }

    double before(int flow) {
        return before[flow];
    }

    void forget() {
        for (int i = 0; i < changes; i++) {
            noted[changed[i]] = false;
        }
        changes = 0;
    }
}
