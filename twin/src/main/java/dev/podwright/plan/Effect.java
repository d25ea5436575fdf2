package dev.podwright.plan;

import dev.podwright.layout.TrainingSetup;

/// What one change would bring, found by searching again.
///
/// @param change in words, such as `twice the scale-out bandwidth`
/// @param before tokens per second of the best setup as things are; 0 where nothing fits
/// @param after tokens per second of the best setup after the change; 0 where nothing fits
/// @param setup the best after the change
public record Effect(String change, double before, double after, TrainingSetup setup) {

    /// Share by which tokens per second grow; infinite where nothing fitted before.
    public double gain() {
        return after / before - 1;
    }
}
