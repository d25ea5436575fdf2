package dev.podwright.network.routing;

import java.util.ArrayList;
import java.util.List;

/// How much of a pattern takes each of a few kinds of ways, so that its busiest link is least busy: a linear program with one row per link, solved
/// over the few links that can be the busiest. Earlier kinds are preferred where it makes no difference.
final class Blend {
    /// Sums that differ by less are the same.
    private static final double ROUNDING = 1e-11;

    private final double[][] busy;
    private final List<Integer> rows = new ArrayList<>();
    private double[] best;
    private double least;

    private Blend(double[][] busy) {
        this.busy = busy;
    }

    /// @param busy seconds of each link, by kind, if all took ways of that kind
    /// @return the part of each kind; they sum to 1
    static double[] of(double[][] busy) {
        return new Blend(busy).solve();
    }

    private double[] solve() {
        int kinds = busy.length;
        for (int kind = 0; kind < kinds; kind++) {
            consider(worst(corner(kind)));
        }
        while (true) {
            least = Double.POSITIVE_INFINITY;
            for (int kind = 0; kind < kinds; kind++) {
                propose(corner(kind));
            }
            for (int a = 0; a < kinds; a++) {
                for (int b = a + 1; b < kinds; b++) {
                    pairs(new int[] {a, b});
                }
            }
            if (kinds > 2) {
                triples(new int[] {0, 1, 2});
            }
            int link = worst(best);
            if (at(link, best) <= least * (1 + ROUNDING) || !consider(link)) {
                return best;
            }
        }
    }

    private boolean consider(int link) {
        if (rows.contains(link)) {
            return false;
        }
        return rows.add(link);
    }

    private double[] corner(int kind) {
        double[] parts = new double[busy.length];
        parts[kind] = 1;
        return parts;
    }

    private double at(int link, double[] parts) {
        double sum = 0;
        for (int kind = 0; kind < parts.length; kind++) {
            sum += parts[kind] * busy[kind][link];
        }
        return sum;
    }

    private int worst(double[] parts) {
        int worst = 0;
        double most = -1;
        for (int link = 0; link < busy[0].length; link++) {
            double seconds = at(link, parts);
            if (seconds > most) {
                most = seconds;
                worst = link;
            }
        }
        return worst;
    }

    private void propose(double[] parts) {
        double most = 0;
        for (int link : rows) {
            most = Math.max(most, at(link, parts));
        }
        if (most < least * (1 - ROUNDING)) {
            least = most;
            best = parts;
        }
    }

    /// Where two links are equally busy when two kinds are in use.
    private void pairs(int[] kinds) {
        for (int i : rows) {
            for (int j : rows) {
                double first = busy[kinds[0]][i] - busy[kinds[0]][j];
                double second = busy[kinds[1]][i] - busy[kinds[1]][j];
                mix(kinds, new double[] {-second, first});
            }
        }
    }

    /// Where three links are equally busy when three kinds are in use.
    private void triples(int[] kinds) {
        for (int i : rows) {
            for (int j : rows) {
                for (int k : rows) {
                    if (i < j && j < k) {
                        mix(kinds, cross(kinds, i, j, k));
                    }
                }
            }
        }
    }

    /// What is at right angles to both differences: the cross product.
    private double[] cross(int[] kinds, int i, int j, int k) {
        double[] a = new double[kinds.length];
        double[] b = new double[kinds.length];
        for (int kind = 0; kind < kinds.length; kind++) {
            a[kind] = busy[kinds[kind]][i] - busy[kinds[kind]][j];
            b[kind] = busy[kinds[kind]][i] - busy[kinds[kind]][k];
        }
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    private void mix(int[] kinds, double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double[] parts = new double[busy.length];
        for (int i = 0; i < kinds.length; i++) {
            parts[kinds[i]] = weights[i] / sum;
            if (!(parts[kinds[i]] >= 0)) {
                return;
            }
        }
        propose(parts);
    }
}
