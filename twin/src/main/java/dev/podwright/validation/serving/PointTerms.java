package dev.podwright.validation.serving;

import dev.podwright.simulation.StepOverheads;

/// What steps take beyond their operators in one kind of deployment, fitted to measured points.
///
/// @param key [PointKey] at its level
/// @param host seconds of every step
/// @param decode factor on generation
/// @param prefill factor on prompts
/// @param points behind the fit
record PointTerms(String key, double host, double decode, double prefill, int points) {

    StepOverheads overheads() {
        return new StepOverheads(host, 0, decode, prefill);
    }
}
