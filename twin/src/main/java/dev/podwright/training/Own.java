package dev.podwright.training;

/// What one pipeline rank holds and does, all its parts together.
///
/// @param learning parameters that learn
/// @param layers transformer layers, at least 1
/// @param forward seconds of one micro-batch forward
/// @param backward seconds of one micro-batch backward
record Own(Weights.Count learning, double layers, double forward, double backward) {}
