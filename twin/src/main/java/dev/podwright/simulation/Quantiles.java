package dev.podwright.simulation;

import org.HdrHistogram.Histogram;

/// Durations of a run: mean, extremes and percentiles, to three digits.
public final class Quantiles {
    private static final int DIGITS = 3;
    /// Recorded in nanoseconds, up to some eleven days.
    private static final double NANO = 1e9;
    private static final long MOST = 1_000_000_000_000_000L;
    private static final double PERCENT = 100;

    private final Histogram histogram = new Histogram(MOST, DIGITS);
    private double sum;

    void add(double seconds) {
        add(seconds, 1);
    }

    void add(double seconds, long times) {
        histogram.recordValueWithCount(Math.clamp(Math.round(seconds * NANO), 0, MOST), times);
        sum += seconds * times;
    }

    public long count() {
        return histogram.getTotalCount();
    }

    /// Seconds; 0 where nothing was recorded.
    public double mean() {
        return count() == 0 ? 0 : sum / count();
    }

    /// Seconds that a share of the durations do not exceed; 0 where nothing was recorded.
    ///
    /// @param share from 0 to 1
    public double at(double share) {
        return count() == 0 ? 0 : histogram.getValueAtPercentile(PERCENT * share) / NANO;
    }

    public double max() {
        return count() == 0 ? 0 : histogram.getMaxValue() / NANO;
    }
}
