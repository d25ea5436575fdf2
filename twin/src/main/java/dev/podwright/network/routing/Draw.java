package dev.podwright.network.routing;

import java.util.SplittableRandom;

/// Divides many flows among ways as if each had drawn its way alone: by numbers that are as likely as those of one draw for each flow, for
/// the price of one draw for each way.
final class Draw {
    /// Below so many expected hits, hits are found by adding up their probabilities; Hörmann's method holds from there on.
    private static final double RARE = 10;

    private final SplittableRandom random;

    Draw(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /// @param flows how many
    /// @param left ways that have not got theirs yet, the one asked about included
    /// @return flows that take this way
    long take(long flows, int left) {
        return left == 1 ? flows : hits(flows, 1.0 / left);
    }

    /// Successes in `tries` tries, each with a probability of at most a half.
    long hits(long tries, double probability) {
        if (tries == 0) {
            return 0;
        }
        return tries * probability < RARE ? summed(tries, probability) : rejected(tries, probability);
    }

    private long summed(long tries, double probability) {
        double odds = probability / (1 - probability);
        double each = Math.exp(tries * Math.log1p(-probability));
        double sum = random.nextDouble();
        long hits = 0;
        while (sum > each && hits < tries) {
            sum -= each;
            hits++;
            each *= odds * (tries - hits + 1) / hits;
        }
        return hits;
    }

    /// Algorithm BTRS of W. Hörmann, The generation of binomial random variates, J. Stat. Comput. Simul. 46, 1993: transformed rejection with a
    /// squeeze; names and constants are the paper's.
    private long rejected(long n, double p) {
        double spq = Math.sqrt(n * p * (1 - p));
        double b = 1.15 + 2.53 * spq;
        double a = -0.0873 + 0.0248 * b + 0.01 * p;
        double c = n * p + 0.5;
        double vr = 0.92 - 4.2 / b;
        double alpha = (2.83 + 5.1 / b) * spq;
        double odds = Math.log(p / (1 - p));
        double m = Math.floor((n + 1) * p);
        double h = logFactorial(m) + logFactorial(n - m);
        while (true) {
            double v = random.nextDouble();
            double u = random.nextDouble() - 0.5;
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + c);
            if (k < 0 || k > n) {
                continue;
            }
            if (us >= 0.07 && v <= vr) {
                return (long) k;
            }
            if (Math.log(v * alpha / (a / (us * us) + b)) <= h - logFactorial(k) - logFactorial(n - k) + (k - m) * odds) {
                return (long) k;
            }
        }
    }

    /// Stirling's series, good to 1e-10 from 10 on; below that the sum itself.
    private static double logFactorial(double k) {
        if (k < RARE) {
            double sum = 0;
            for (int i = 2; i <= k; i++) {
                sum += Math.log(i);
            }
            return sum;
        }
        double x = k + 1;
        double inverse = 1 / (x * x);
        return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + (1.0 / 12 - inverse * (1.0 / 360 - inverse / 1260)) / x;
    }
}
