package dev.podwright.diagnosis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Numbers inside sentences.
final class Words {
    private static final MathContext DIGITS = new MathContext(3);

    private Words() {}

    static String seconds(double seconds) {
        if (Math.abs(seconds) < Sweep.ROUNDING) {
            return "0 us";
        }
        if (seconds >= 1) {
            return number(seconds) + " s";
        }
        return seconds >= 1e-3 ? number(seconds * 1e3) + " ms" : number(seconds * 1e6) + " us";
    }

    /// Three digits, without an exponent.
    static String number(double value) {
        return value == 0 ? "0" : new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    static String percent(double share) {
        return number(share * 100) + " %";
    }

    static String rate(double bytesPerSecond) {
        return number(bytesPerSecond / 1e9) + " GB/s";
    }

    static String count(long count, String one) {
        return String.format(Locale.ROOT, "%,d %s%s", count, one, count == 1 ? "" : "s");
    }
}
