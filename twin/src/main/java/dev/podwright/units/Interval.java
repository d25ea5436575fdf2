package dev.podwright.units;

/// A predicted value with its 90 % interval, all in the same SI unit.
public record Interval(double low, double value, double high) {

    public Interval {
        if (!(low <= value && value <= high)) {
            throw new IllegalArgumentException(
                    "The value (%s) must lie between low (%s) and high (%s).".formatted(value, low, high));
        }
    }

    public static Interval exact(double value) {
        return new Interval(value, value, value);
    }

    /// The smallest interval around `value` that holds `one` and `other`.
    public static Interval spanning(double value, double one, double other) {
        return new Interval(Math.min(value, Math.min(one, other)), value, Math.max(value, Math.max(one, other)));
    }

    /// This interval with nothing above `cap`, the value itself excepted.
    public Interval cappedAt(double cap) {
        return new Interval(low, value, Math.max(value, Math.min(high, cap)));
    }

    /// This interval scaled by a positive `factor`.
    public Interval times(double factor) {
        return new Interval(low * factor, value * factor, high * factor);
    }

    /// `numerator` divided by this interval: low and high change places.
    public Interval under(double numerator) {
        return new Interval(numerator / high, numerator / value, numerator / low);
    }
}
