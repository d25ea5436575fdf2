package dev.podwright.validation.serving;

import dev.podwright.step.StepOverheads;

/// What steps take beyond their operators in one kind of deployment, fitted to measured points.
///
/// @param key [PointKey] at its level
/// @param host seconds of every step
/// @param decode factor on generation
/// @param prefill factor on prompts
/// @param front seconds of clients, front ends and routers before a request reaches its engine
/// @param points behind the fit
record PointTerms(String key, double host, double decode, double prefill, double front, int points) {

    /// Nothing beyond the operators.
    static final PointTerms NONE = new PointTerms("", 0, 1, 1, 0, 0);

    StepOverheads overheads() {
        return new StepOverheads(host, 0, decode, prefill);
    }
}
