package dev.podwright.app.drawing;

import dev.podwright.app.Show;

/// Numbers of things in words.
final class Words {
    private static final double GIGA = 1e9;

    private Words() {}

    static String many(String one, long count) {
        if (count == 1) {
            return one;
        }
        if (one.endsWith("leaf")) {
            return one.substring(0, one.length() - 1) + "ves";
        }
        return one.endsWith("ch") || one.endsWith("s") || one.endsWith("x") ? one + "es" : one + "s";
    }

    static String count(long count, String one) {
        return Show.count(count) + " " + many(one, count);
    }

    static String rate(double bytesPerSecond) {
        return Show.number(bytesPerSecond / GIGA) + " GB/s";
    }
}
