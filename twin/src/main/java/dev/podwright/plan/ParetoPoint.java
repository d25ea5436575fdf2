package dev.podwright.plan;

import dev.podwright.layout.TrainingSetup;

/// A setup that no other betters in time, cards and memory at once.
///
/// @param chips chips as sold that it occupies
/// @param seconds of one iteration
/// @param tokensPerSecond of the whole job
/// @param memory bytes of the fullest rank
public record ParetoPoint(int chips, double seconds, double tokensPerSecond, double memory, TrainingSetup setup) {}
