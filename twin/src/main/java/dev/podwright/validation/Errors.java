package dev.podwright.validation;

import dev.podwright.units.Spread;
import java.util.Arrays;

/// Errors of predictions, from logarithms of measured/predicted.
///
/// @param median median of |predicted/measured - 1|
/// @param p90 its 90th percentile
/// @param spread 5 % and 95 % quantiles of the logarithms, widened where needed to hold 0
public record Errors(double median, double p90, Spread spread) {
    private static final double LOW = 0.05;
    static final double MIDDLE = 0.5;
    private static final double MOST = 0.9;
    private static final double HIGH = 0.95;

    static Errors of(double[] ratios) {
        double[] sorted = ratios.clone();
        Arrays.sort(sorted);
        double[] errors = Arrays.stream(ratios).map(r -> Math.abs(Math.exp(-r) - 1)).sorted().toArray();
        return new Errors(quantile(errors, MIDDLE), quantile(errors, MOST),
                new Spread(Math.min(0, quantile(sorted, LOW)), Math.max(0, quantile(sorted, HIGH))));
    }

    /// The quantile `share` of ascending values, interpolated between neighbours.
    public static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
