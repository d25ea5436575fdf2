package dev.podwright.app;

import dev.podwright.units.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Numbers as people read them.
public final class Show {
    private static final int SIGNIFICANT = 3;

    private Show() {}

    /// Three significant digits, thousands grouped: 0.0123, 4.56, 789, 12,300.
    public static String number(double value) {
        if (value == 0) {
            return "0";
        }
        if (Double.isInfinite(value)) {
            return "unlimited";
        }
        // Rounded first: 9.9999 has three digits as 10.0.
        double rounded = new BigDecimal(value).round(new MathContext(SIGNIFICANT)).doubleValue();
        int magnitude = (int) Math.floor(Math.log10(Math.abs(rounded)));
        int decimals = Math.max(0, SIGNIFICANT - 1 - magnitude);
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /// Value with its 90 % interval: `48.1 (40.2-55.9)`.
    public static String interval(Interval interval) {
        return "%s (%s-%s)".formatted(number(interval.value()), number(interval.low()), number(interval.high()));
    }

    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /// Seconds in the unit that suits them.
    public static String seconds(double seconds) {
        if (seconds >= 1) {
            return number(seconds) + " s";
        }
        return seconds >= 1e-3 ? number(seconds * 1e3) + " ms" : number(seconds * 1e6) + " us";
    }
}
