package dev.podwright.app;

import dev.podwright.plan.Margin;
import dev.podwright.units.Interval;
import dev.podwright.units.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Numbers as people read them.
public final class Show {
    public static final double JOULES_PER_KWH = 3.6e6;

    private static final double HALF_A_NANOSECOND = 0.5e-9;
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

    /// The same with every figure rounded to three digits, also above a thousand: `88,500 (70,400-100,000)`.
    public static String rounded(Interval interval) {
        return "%s (%s-%s)".formatted(rounded(interval.value()), rounded(interval.low()), rounded(interval.high()));
    }

    public static String rounded(double value) {
        return number(value == 0 || Double.isInfinite(value) ? value : new BigDecimal(value).round(new MathContext(SIGNIFICANT)).doubleValue());
    }

    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /// Seconds as milliseconds without a unit. Profilers count in nanoseconds: less than half of one is what doubles leave, and 0.
    public static String milliseconds(double seconds) {
        return Math.abs(seconds) < HALF_A_NANOSECOND ? "0" : number(seconds * 1e3);
    }

    /// Seconds in the unit that suits them.
    public static String seconds(double seconds) {
        if (seconds >= 1) {
            return number(seconds) + " s";
        }
        return seconds >= 1e-3 ? number(seconds * 1e3) + " ms" : number(seconds * 1e6) + " us";
    }

    /// Tokens and parameters with the suffix that suits them: 4,096, 6.29M, 13.2T.
    public static String tokens(double count) {
        if (count < 1e5) {
            return count(Math.round(count));
        }
        if (count < 1e9) {
            return number(count / 1e6) + "M";
        }
        return count < 1e12 ? number(count / 1e9) + "B" : number(count / 1e12) + "T";
    }

    /// A share with its interval in percent: `48.1 % (40.2-55.9)`.
    public static String percent(Interval share) {
        Interval percent = share.times(1e2);
        return "%s %% (%s-%s)".formatted(number(percent.value()), number(percent.low()), number(percent.high()));
    }

    /// Electrical energy in the unit that suits it.
    public static String energy(double joules) {
        double kilowattHours = joules / JOULES_PER_KWH;
        if (kilowattHours < 1e4) {
            return number(kilowattHours) + " kWh";
        }
        return kilowattHours < 1e7 ? number(kilowattHours / 1e3) + " MWh" : number(kilowattHours / 1e6) + " GWh";
    }

    public static String gib(double bytes) {
        return number(Unit.GIB.fromSi(bytes)) + " GiB";
    }

    /// What to say of a runner-up that may be the better one; nothing where it is not.
    static String doubt(Margin margin) {
        return margin.toldApart() ? "" : "; cannot be told from the best: ratio of %s %s-%s".formatted(margin.measure(), number(margin.ratio().low()), number(margin.ratio().high()));
    }
}
