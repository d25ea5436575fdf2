package dev.podwright.validation.judge;

import java.util.Locale;

/// The figure that is compared; the name ends in its unit.
public enum Metric {
    TIME_US, TOKENS_PER_S_PER_CHIP, ITERATION_S, MEMORY_GIB, TPOT_MS, TTFT_MS,
    /// What else serving rows print; rates as the row's scope says.
    ITL_MS, REQUEST_LATENCY_MS, PREFILL_TOKENS_PER_S, TOTAL_TOKENS_PER_S, REQUESTS_PER_S,
    /// What else published results print.
    PREFILL_TOKENS_PER_S_PER_CHIP, OUTPUT_TOKENS_PER_S_PER_CHIP, OUTPUT_TOKENS_PER_S, TFLOP_PER_S_PER_CHIP, MFU_PERCENT;

    /// Microseconds and milliseconds in a second.
    static final double MICRO = 1e6;
    static final double MILLI = 1e3;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
