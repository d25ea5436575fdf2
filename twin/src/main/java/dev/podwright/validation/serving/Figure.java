package dev.podwright.validation.serving;

import dev.podwright.validation.Row;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// A figure that serving tables print, and what it is of a forecast. Rates are of the measured system, or of one of its chips.
enum Figure {
    TTFT_MS(Forecast::ttft, false),
    TPOT_MS(Forecast::tpot, false),
    ITL_MS(Forecast::gap, false),
    REQUEST_LATENCY_MS(Forecast::latency, false),
    PREFILL_TOKENS_PER_S(Forecast::promptRate, true),
    OUTPUT_TOKENS_PER_S(Forecast::outputRate, true),
    TOTAL_TOKENS_PER_S(f -> f.promptRate() + f.outputRate(), true),
    REQUESTS_PER_S(Forecast::requestRate, true);

    private static final double MILLI = 1e3;

    private final ToDoubleFunction<Forecast> of;
    private final boolean rate;

    Figure(ToDoubleFunction<Forecast> of, boolean rate) {
        this.of = of;
        this.rate = rate;
    }

    /// The name of the column.
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean rate() {
        return rate;
    }

    /// The figure as the row prints it; NaN where the mode has none.
    double of(Forecast forecast, Point point, Row row) {
        double value = of.applyAsDouble(forecast);
        return !rate ? MILLI * value : row.text("scope").equals("per_chip") ? value / point.chips() : value;
    }
}
