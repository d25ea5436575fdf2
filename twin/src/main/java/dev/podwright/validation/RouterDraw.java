package dev.podwright.validation;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/// What the benchmarks of routed experts send to the rank they time: rank 0 of the expert-parallel group, which after the draw of a skewed
/// router is the most loaded one.
///
/// Drawn like the collectors of ai-dynamo/aiconfigurator do (collector/helper.py at v0.7; the README of the measurements names the same rules):
///
/// * `balanced`: token `t` picks the experts `t + j s` modulo the number of experts, `s` the ceiling of experts/topk; with fewer
///   tokens than `s` they are spread over it. With few tokens rank 0 gets more than its share: expert 0 is always chosen;
/// * `power_law_A`: the load of every expert is drawn from the density x^-A between 1 and 0.8 tokens (0.01 and 2 while there are fewer
///   pairs than experts), scaled to the sum of all pairs and rounded; the rank whose experts got most becomes rank 0. An expert
///   cannot get a token twice: such picks fall to the experts that stand first, which are those of rank 0;
/// * anything else: every token chooses uniformly.
///
/// The timed draw is not recorded, so a skewed load is the mean of several draws from a fixed seed.
///
/// @param pairs token-expert pairs of the timed rank
/// @param active its experts that get a token
record RouterDraw(double pairs, double active) {
    private static final String POWER_LAW = "power_law_";
    private static final int DRAWS = 12;
    private static final long SEED = 20260131;
    /// Range of loads before scaling, as the collectors draw it: many pairs up to this share of the tokens, few pairs between the two.
    private static final double MOST_OF_TOKENS = 0.8;
    private static final double FEW_LOW = 0.01;
    private static final double FEW_HIGH = 2;
    private static final Map<Router, RouterDraw> DRAWN = new ConcurrentHashMap<>();

    private record Router(String distribution, int tokens, int topk, int experts, int ep) {}

    static RouterDraw of(Row row) {
        Router router = new Router(row.text("distribution"), (int) row.positive("tokens"), (int) row.positive("topk"),
                (int) row.positive("experts"), (int) row.positive("ep"));
        return DRAWN.computeIfAbsent(router, RouterDraw::of);
    }

    private static RouterDraw of(Router r) {
        if (r.distribution.equals("balanced")) {
            return rankZero(balanced(r), r);
        }
        if (!r.distribution.startsWith(POWER_LAW)) {
            double pairs = (double) r.tokens * r.topk / r.ep;
            double active = (double) r.experts / r.ep * -Math.expm1(r.tokens * Math.log1p(-(double) r.topk / r.experts));
            return new RouterDraw(pairs, Math.min(active, pairs));
        }
        double alpha = Double.parseDouble(r.distribution.substring(POWER_LAW.length()));
        Random random = new Random(SEED);
        double pairs = 0;
        double active = 0;
        for (int i = 0; i < DRAWS; i++) {
            RouterDraw one = rankZero(skewed(r, alpha, random), r);
            pairs += one.pairs;
            active += one.active;
        }
        return new RouterDraw(pairs / DRAWS, active / DRAWS);
    }

    private static RouterDraw rankZero(long[] counts, Router r) {
        long[] own = Arrays.copyOf(counts, Math.max(1, r.experts / r.ep));
        return new RouterDraw(Arrays.stream(own).sum(), Arrays.stream(own).filter(c -> c > 0).count());
    }

    private static long[] balanced(Router r) {
        int stride = Math.ceilDiv(r.experts, r.topk);
        long[] counts = new long[r.experts];
        int whole = r.tokens >= stride ? r.tokens / r.experts : 0;
        Arrays.fill(counts, (long) whole * r.topk);
        for (int t = whole * r.experts; t < r.tokens; t++) {
            int first = r.tokens >= stride ? t : (int) ((long) t * stride / r.tokens);
            for (int j = 0; j < r.topk; j++) {
                counts[(int) ((first + (long) j * stride) % r.experts)]++;
            }
        }
        return counts;
    }

    private static long[] skewed(Router r, double alpha, Random random) {
        long pairs = (long) r.tokens * r.topk;
        boolean many = pairs > r.experts;
        double low = Math.pow(many ? 1 : FEW_LOW, 1 - alpha);
        double high = Math.pow(many ? MOST_OF_TOKENS * r.tokens : FEW_HIGH, 1 - alpha);
        double[] loads = new double[r.experts];
        double sum = 0;
        for (int e = 0; e < loads.length; e++) {
            loads[e] = Math.pow((high - low) * random.nextDouble() + low, 1 / (1 - alpha));
            sum += loads[e];
        }
        long[] counts = new long[r.experts];
        long given = 0;
        for (int e = 0; e < loads.length; e++) {
            counts[e] = (long) Math.rint(loads[e] / sum * pairs);
            given += counts[e];
        }
        settle(counts, pairs - given);
        heaviestFirst(counts, Math.max(1, r.experts / r.ep));
        spill(counts, r.tokens);
        return counts;
    }

    /// Hands pairs that rounding lost to the most loaded experts, takes surplus ones from the least loaded that have any.
    private static void settle(long[] counts, long missing) {
        Integer[] order = new Integer[counts.length];
        Arrays.setAll(order, e -> e);
        Arrays.sort(order, (a, b) -> Long.compare(counts[b], counts[a]));
        for (long i = 0; i < missing; i++) {
            counts[order[(int) (i % order.length)]]++;
        }
        for (long i = 0; i < -missing; i++) {
            int least = order[order.length - 1 - (int) (i % order.length)];
            counts[counts[least] > 0 ? least : order[0]]--;
        }
    }

    private static void heaviestFirst(long[] counts, int local) {
        int best = 0;
        long most = -1;
        for (int rank = 0; rank * local + local <= counts.length; rank++) {
            long sum = 0;
            for (int e = 0; e < local; e++) {
                sum += counts[rank * local + e];
            }
            if (sum > most) {
                most = sum;
                best = rank;
            }
        }
        for (int e = 0; e < local; e++) {
            long swap = counts[e];
            counts[e] = counts[best * local + e];
            counts[best * local + e] = swap;
        }
    }

    /// A token's second pick of the same expert falls to the first expert that it has not picked.
    private static void spill(long[] counts, long tokens) {
        long over = 0;
        for (int e = 0; e < counts.length; e++) {
            over += Math.max(0, counts[e] - tokens);
            counts[e] = Math.min(counts[e], tokens);
        }
        for (int e = 0; e < counts.length && over > 0; e++) {
            long room = Math.min(over, tokens - counts[e]);
            counts[e] += room;
            over -= room;
        }
    }
}
