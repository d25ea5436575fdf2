package dev.podwright.trace;

import java.nio.charset.StandardCharsets;

/// Numbers in bytes, without a string of each: most numbers of a trace have few digits.
final class Text {
    /// So many digits fit a double exactly, and so does the power of ten that divides them.
    private static final int EXACT_DIGITS = 15;
    private static final int TEN = 10;
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

    private Text() {}

    static String of(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /// The number written there; not a number if there is none.
    static double number(byte[] bytes, int from, int to) {
        int at = from < to && bytes[from] == '-' ? from + 1 : from;
        boolean negative = at > from;
        long digits = 0;
        int count = 0;
        int decimals = -1;
        for (int i = at; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = TEN * digits + digit;
                count++;
                decimals += decimals < 0 ? 0 : 1;
            } else if (bytes[i] == '.' && decimals < 0) {
                decimals = 0;
            } else {
                return rare(bytes, from, to);
            }
            if (count > EXACT_DIGITS) {
                return rare(bytes, from, to);
            }
        }
        if (count == 0) {
            return rare(bytes, from, to);
        }
        double value = decimals > 0 ? digits / POWERS[decimals] : digits;
        return negative ? -value : value;
    }

    /// Blanks, exponents and long numbers.
    private static double rare(byte[] bytes, int from, int to) {
        String text = of(bytes, from, to).strip();
        // Java reads 1f, 1d and 0x1p0 as numbers; no trace writes them.
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9' || "+-.eE".indexOf(c) >= 0)) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
