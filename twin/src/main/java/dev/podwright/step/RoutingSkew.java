package dev.podwright.step;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// How unevenly a router loads experts: loads follow the density x^-`exponent` between 1 and `range`, the law that the collectors of
/// ai-dynamo/aiconfigurator draw from (collector/helper.py at v0.7). No expert gets more than every token.
///
/// Copies go one by one to the expert with the most load per copy; experts and copies are dealt to ranks heaviest first, each to the least loaded
/// rank with a place left (DeepSeek's EPLB, github.com/deepseek-ai/EPLB, its global policy). Without copies nobody deals: experts stand in the
/// order of their numbers, which says nothing of their load.
///
/// @param exponent 0 = all alike
/// @param range largest load over the smallest
public record RoutingSkew(double exponent, double range) {
    public static final RoutingSkew EVEN = new RoutingSkew(0, 1);

    private static final int DRAWS = 16;
    private static final long SEED = 20260131;
    private static final ConcurrentMap<Spread, Double> KNOWN = new ConcurrentHashMap<>();

    private record Spread(RoutingSkew skew, int experts, int active, int ranks, int redundant) {}

    public RoutingSkew {
        if (!(exponent >= 0) || !(range >= 1)) {
            throw new IllegalArgumentException("A skew needs an exponent of at least 0 (%s) and a range of at least 1 (%s).".formatted(exponent, range));
        }
    }

    /// The load of the most loaded rank over the mean, at least 1.
    public double imbalance(int experts, int active, int ranks, int redundant) {
        if (range == 1 || ranks == 1) {
            return 1;
        }
        return KNOWN.computeIfAbsent(new Spread(this, experts, active, ranks, redundant), RoutingSkew::heaviest);
    }

    private static double heaviest(Spread s) {
        double[] loads = s.skew.loads(s.experts, s.active);
        double mean = Arrays.stream(loads).sum() / s.ranks;
        return Math.max(1, (s.redundant == 0 ? undealt(loads, s.ranks) : dealt(loads, s.ranks, s.redundant)) / mean);
    }

    /// The quantiles of the law, heaviest first, as shares of tokens.
    private double[] loads(int experts, int active) {
        double[] loads = new double[experts];
        for (int i = 0; i < experts; i++) {
            double at = (experts - i - 0.5) / experts;
            // The inverse of the distribution; at exponent 1 its limit.
            loads[i] = Math.abs(exponent - 1) < 1e-9 ? Math.pow(range, at)
                    : Math.pow(1 + at * (Math.pow(range, 1 - exponent) - 1), 1 / (1 - exponent));
        }
        double sum = Arrays.stream(loads).sum();
        double over = 0;
        for (int i = 0; i < experts; i++) {
            loads[i] *= active / sum;
            over += Math.max(0, loads[i] - 1);
            loads[i] = Math.min(1, loads[i]);
        }
        double rest = Arrays.stream(loads).filter(l -> l < 1).sum();
        for (int i = 0; i < experts && over > 0 && rest > 0; i++) {
            loads[i] = loads[i] < 1 ? Math.min(1, loads[i] * (1 + over / rest)) : 1;
        }
        return loads;
    }

    /// The mean over orders of the heaviest rank.
    private static double undealt(double[] loads, int ranks) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] order = loads.clone();
        double sum = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            for (int i = order.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                double swap = order[i];
                order[i] = order[j];
                order[j] = swap;
            }
            double[] rank = new double[ranks];
            for (int i = 0; i < order.length; i++) {
                rank[(int) ((long) i * ranks / order.length)] += order[i];
            }
            sum += Arrays.stream(rank).max().orElse(0);
        }
        return sum / DRAWS;
    }

    private static double dealt(double[] loads, int ranks, int redundant) {
        int[] copies = new int[loads.length];
        Arrays.fill(copies, 1);
        for (int i = 0; i < redundant; i++) {
            int most = 0;
            for (int e = 1; e < loads.length; e++) {
                if (loads[e] / copies[e] > loads[most] / copies[most]) {
                    most = e;
                }
            }
            copies[most]++;
        }
        double[] pieces = new double[loads.length + redundant];
        int piece = 0;
        for (int e = 0; e < loads.length; e++) {
            for (int c = 0; c < copies[e]; c++) {
                pieces[piece++] = loads[e] / copies[e];
            }
        }
        Arrays.sort(pieces);
        int places = Math.ceilDiv(pieces.length, ranks);
        double[] rank = new double[ranks];
        int[] taken = new int[ranks];
        for (int i = pieces.length - 1; i >= 0; i--) {
            int least = -1;
            for (int r = 0; r < ranks; r++) {
                if (taken[r] < places && (least < 0 || rank[r] < rank[least])) {
                    least = r;
                }
            }
            rank[least] += pieces[i];
            taken[least]++;
        }
        return Arrays.stream(rank).max().orElse(0);
    }
}
