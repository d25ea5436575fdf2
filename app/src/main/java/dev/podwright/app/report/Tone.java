package dev.podwright.app.report;

import java.util.List;
import java.util.Locale;

/// What a colour stands for; the style sheet says which it is, in light and in dark.
public enum Tone {
    COMPUTE, MEMORY, LINK, LATENCY, MIXED,
    ONE, TWO, THREE, FOUR, FIVE, SIX, SEVEN, EIGHT, NINE, TEN, ELEVEN, TWELVE, THIRTEEN, FOURTEEN, FIFTEEN,
    FREE;

    /// Hues first, their lighter kin last.
    private static final List<Tone> SERIES = List.of(ONE, THREE, SIX, SEVEN, FIVE, EIGHT, TWO, FOUR);

    /// The tone of the `index`-th of several things without a tone of their own.
    public static Tone series(int index) {
        return SERIES.get(index % SERIES.size());
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
