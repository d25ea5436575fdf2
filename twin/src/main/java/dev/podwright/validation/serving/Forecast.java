package dev.podwright.validation.serving;

import dev.podwright.units.Cost;

/// What a deployment is predicted to do at a point, for the whole measured system; NaN where the mode has no such figure.
///
/// @param ttft seconds to the first token
/// @param tpot seconds per token after the first
/// @param gap seconds between two answers of the engine to one request: a step
/// @param latency seconds of a whole request
/// @param promptRate prompt tokens per second
/// @param outputRate generated tokens per second
/// @param requestRate finished requests per second
/// @param step the step that decides
record Forecast(double ttft, double tpot, double gap, double latency, double promptRate, double outputRate, double requestRate, Cost step) {

    /// The same, `seconds` later for every request: for the client, not for the system, whose rates stay.
    Forecast after(double seconds) {
        return new Forecast(ttft + seconds, tpot, gap, latency + seconds, promptRate, outputRate, requestRate, step);
    }
}
