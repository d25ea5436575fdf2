package dev.podwright.workload;

import java.util.OptionalDouble;
import org.hipparchus.special.Erf;

/// A log-normal law of a number of tokens, by the two percentiles that sources print.
///
/// @param median tokens that half of the requests stay below
/// @param p90 tokens that nine in ten stay below
/// @param measured99 tokens that 99 in 100 stay below, where the source prints it: real tails are not those of the law
public record LengthLaw(double median, double p90, OptionalDouble measured99, Basis basis, String source) {
    /// The 90th and 99th percentiles of the standard normal law.
    static final double Z90 = 1.2816;
    static final double Z99 = 2.3263;

    public LengthLaw {
        if (!(median >= 1) || !(p90 > median)) {
            throw new IllegalArgumentException("The median (%s) must be at least 1 and the 90th percentile (%s) above it.".formatted(median, p90));
        }
    }

    /// Standard deviation of the logarithm: ln(p90 / median) / 1.2816.
    public double sigma() {
        return Math.log(p90 / median) / Z90;
    }

    /// Mean tokens: median x e^(sigma^2 / 2).
    public double mean() {
        double sigma = sigma();
        return median * Math.exp(sigma * sigma / 2);
    }

    /// Tokens that 99 in 100 stay below: as printed, else of the law.
    public double p99() {
        return measured99.orElseGet(() -> median * Math.exp(Z99 * sigma()));
    }

    /// Share of the requests that are longer than `limit` tokens.
    public double above(double limit) {
        return below(-Math.log(limit / median) / sigma());
    }

    /// Mean tokens when everything beyond `limit` is cut off: E[min(X, L)] = mean x Phi(d - sigma) + L Phi(-d) with
    /// d = ln(L / median) / sigma.
    public double meanCutAt(double limit) {
        double d = Math.log(limit / median) / sigma();
        return mean() * below(d - sigma()) + limit * below(-d);
    }

    /// Phi, the standard normal law.
    static double below(double z) {
        return Erf.erfc(-z / Math.sqrt(2)) / 2;
    }
}
