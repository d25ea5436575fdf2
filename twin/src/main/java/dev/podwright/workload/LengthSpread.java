package dev.podwright.workload;

/// A law of lengths to draw from: log-normal in pieces, so that every percentile that a source prints is met, and its mean too.
///
/// With z the standard normal variable, ln X is linear in z from the median to the 90th percentile and from there on through the 99th (as
/// measured, else along the same line). Below the median its slope is the one that gives the measured mean, where one does; otherwise that
/// of the law. Nothing is known beyond the 99th percentile: the law goes on to the one in a thousand and ends there, on both sides.
///
/// @param logMedian logarithm of the median
/// @param lower rise of the logarithm with z below the median
/// @param middle from the median to the 90th percentile
/// @param upper beyond
public record LengthSpread(double logMedian, double lower, double middle, double upper) {
    /// Where a drawn length ends: one in a thousand is longer.
    private static final double END = 3.0902;
    private static final double MOST_SLOPE = 8;
    private static final int HALVINGS = 50;

    /// The spread about `law` with the mean wanted.
    static LengthSpread of(LengthLaw law, double mean) {
        double sigma = law.sigma();
        double upper = law.measured99().isPresent() ? Math.max(0, Math.log(law.p99() / law.p90()) / (LengthLaw.Z99 - LengthLaw.Z90)) : sigma;
        LengthSpread alike = new LengthSpread(Math.log(law.median()), sigma, sigma, upper);
        double low = 0;
        double high = MOST_SLOPE;
        if (alike.with(low).mean() < mean || alike.with(high).mean() > mean) {
            return alike;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double slope = (low + high) / 2;
            if (alike.with(slope).mean() > mean) {
                low = slope;
            } else {
                high = slope;
            }
        }
        return alike.with(high);
    }

    private LengthSpread with(double slope) {
        return new LengthSpread(logMedian, slope, middle, upper);
    }

    /// The length at `z` of the standard normal variable.
    public double at(double z) {
        double to = Math.clamp(z, -END, END);
        double log = to < 0 ? lower * to : middle * Math.min(to, LengthLaw.Z90) + upper * Math.max(0, to - LengthLaw.Z90);
        return Math.exp(logMedian + log);
    }

    /// The longest that is drawn.
    public double longest() {
        return at(END);
    }

    /// The mean of what is drawn: of each piece exp(a + s z), z from l to h, e^(a + s^2 / 2) (Phi(h - s) - Phi(l - s)).
    public double mean() {
        double knee = logMedian + (middle - upper) * LengthLaw.Z90;
        return at(-END) * LengthLaw.below(-END) + part(logMedian, lower, -END, 0) + part(logMedian, middle, 0, LengthLaw.Z90)
                + part(knee, upper, LengthLaw.Z90, END) + longest() * LengthLaw.below(-END);
    }

    private static double part(double start, double slope, double from, double to) {
        return Math.exp(start + slope * slope / 2) * (LengthLaw.below(to - slope) - LengthLaw.below(from - slope));
    }
}
