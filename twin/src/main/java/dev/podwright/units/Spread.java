package dev.podwright.units;

/// How far the truth may lie from a prediction, as log ratios measured/predicted: the 5 % and 95 % quantiles of what
/// was seen when the same kind of number was predicted without having been fitted.
///
/// @param low ln(measured/predicted) that 5 % of cases undercut
/// @param high ln(measured/predicted) that 5 % of cases exceed
/// @param tie how the error hangs together with others
public record Spread(double low, double high, Tie tie) {

    /// No uncertainty: arithmetic, not a prediction.
    public static final Spread NONE = new Spread(0, 0);

    public Spread {
        if (!(low <= high)) {
            throw new IllegalArgumentException("The low (%s) must not exceed the high (%s).".formatted(low, high));
        }
    }

    /// An error that goes together with others from the same source.
    public Spread(double low, double high) {
        this(low, high, Tie.SOURCE);
    }

    /// A spread of a factor `factor` either way; 1 is none.
    public static Spread factor(double factor) {
        double log = Math.log(factor);
        return new Spread(-log, log);
    }

    /// The 90 % interval around `value`. A one-sided spread (both quantiles on one side of 0) still reaches to `value`.
    public Interval around(double value) {
        return new Interval(value * Math.exp(Math.min(low, 0)), value, value * Math.exp(Math.max(high, 0)));
    }

    /// The middle of the two quantiles.
    double middle() {
        return (low + high) / 2;
    }

    /// Half the distance of the two quantiles.
    double half() {
        return (high - low) / 2;
    }

    /// The spread widened by the same factor on both sides.
    public Spread widened(double factor) {
        return new Spread(low - Math.log(factor), high + Math.log(factor), tie);
    }

    /// The same spread, hanging together with others in another way.
    public Spread tied(Tie other) {
        return new Spread(low, high, other);
    }
}
