package dev.podwright.app.report;

import java.util.Locale;

/// What a colour stands for; the style sheet says which it is, in light and in dark.
public enum Tone {
    COMPUTE, MEMORY, LINK, LATENCY, MIXED,
    ONE, TWO, THREE, FOUR, FIVE, SIX, SEVEN, EIGHT,
    FREE;

    private static final Tone[] SERIES = {ONE, TWO, THREE, FOUR, FIVE, SIX, SEVEN, EIGHT};

    /// The tone of the `index`-th of several things without a tone of their own.
    public static Tone series(int index) {
        return SERIES[index % SERIES.length];
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
