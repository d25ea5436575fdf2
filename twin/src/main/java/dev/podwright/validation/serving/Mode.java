package dev.podwright.validation.serving;

/// How a point was measured, as far as it decides how it is predicted.
enum Mode {
    /// One pool that generates, at a known batch.
    DECODE_ONLY("decode only"),
    /// One pool that processes prompts.
    PREFILL_ONLY("prefill only"),
    /// All start together and run as one batch.
    STATIC_BATCH("static batch"),
    /// All requests given at once; the engine schedules.
    OFFLINE("offline"),
    /// Requests come at a rate.
    RATE("open loop"),
    /// Clients that ask again when they are answered.
    CLOSED_LOOP("closed loop"),
    /// Pools for prompts and for generation.
    DISAGGREGATED("disaggregated");

    private final String label;

    Mode(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
