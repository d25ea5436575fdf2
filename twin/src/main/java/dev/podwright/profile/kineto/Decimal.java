package dev.podwright.profile.kineto;

import dev.podwright.profile.ProfileBuilder;

/// Numbers as they stand in a trace, number or text.
final class Decimal {
    private static final int DECIMALS = 3;
    private static final int TEN = 10;
    private static final double NANOS_OF_MICRO = 1e3;
    /// Above, a time in nanoseconds does not fit into a `long`.
    private static final double MOST_NANOS = 9.2e18;
    /// So many digits fit into a `long`, so many microseconds as nanoseconds.
    private static final int SURE_DIGITS = 18;
    private static final long MOST_MICROS = 9_200_000_000_000_000L;
    /// A time that is too large to be one.
    static final long ENDLESS = Long.MAX_VALUE;

    private Decimal() {}

    /// Microseconds as whole nanoseconds; what is finer is cut off. [ProfileBuilder#UNKNOWN] if it is no number, [#ENDLESS] if it is too large.
    static long nanos(char[] from, int offset, int length) {
        int at = offset;
        int end = offset + length;
        boolean negative = at < end && from[at] == '-';
        at += negative ? 1 : 0;
        int first = at;
        long value = 0;
        while (at < end && from[at] >= '0' && from[at] <= '9') {
            value = value * TEN + from[at++] - '0';
        }
        if (at == first || at - first > SURE_DIGITS || value > MOST_MICROS) {
            return slowly(new String(from, offset, length));
        }
        int decimals = 0;
        if (at < end && from[at] == '.') {
            at++;
            while (at < end && from[at] >= '0' && from[at] <= '9') {
                value = decimals++ < DECIMALS ? value * TEN + from[at] - '0' : value;
                at++;
            }
        }
        if (at < end) {
            return slowly(new String(from, offset, length));
        }
        for (int i = decimals; i < DECIMALS; i++) {
            value *= TEN;
        }
        return negative ? -value : value;
    }

    private static long slowly(String text) {
        try {
            double nanos = Double.parseDouble(text) * NANOS_OF_MICRO;
            return Double.isNaN(nanos) ? ProfileBuilder.UNKNOWN : Math.abs(nanos) < MOST_NANOS ? (long) nanos : ENDLESS;
        } catch (NumberFormatException e) {
            return ProfileBuilder.UNKNOWN;
        }
    }

    /// A whole number; decimals are cut off, 0 if it is no number.
    static long whole(char[] from, int offset, int length) {
        int at = offset;
        int end = offset + length;
        boolean negative = at < end && from[at] == '-';
        at += negative ? 1 : 0;
        long value = 0;
        while (at < end && from[at] >= '0' && from[at] <= '9') {
            value = value * TEN + from[at++] - '0';
        }
        return negative ? -value : value;
    }

    /// The first whole number in a text; 0 if there is none.
    static long inside(String text) {
        int first = 0;
        while (first < text.length() && !Character.isDigit(text.charAt(first))) {
            first++;
        }
        return whole(text.toCharArray(), first, text.length() - first);
    }

    /// A number; NaN if it is none.
    static float number(char[] from, int offset, int length) {
        try {
            return length == 0 ? Float.NaN : Float.parseFloat(new String(from, offset, length));
        } catch (NumberFormatException e) {
            return Float.NaN;
        }
    }

    /// Whether this is a number with a fraction that is not 0.
    static boolean fraction(char[] from, int offset, int length) {
        boolean point = false;
        boolean nonZero = false;
        for (int i = offset; i < offset + length; i++) {
            char c = from[i];
            boolean digit = c >= '0' && c <= '9';
            if (!digit && "+-.eE".indexOf(c) < 0) {
                return false;
            }
            nonZero |= digit && c != '0';
            point |= c == '.' || c == 'e' || c == 'E';
        }
        return point && nonZero;
    }
}
