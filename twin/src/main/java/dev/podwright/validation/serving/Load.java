package dev.podwright.validation.serving;

/// What was asked of the deployment; 0 = not said.
///
/// @param concurrency requests that clients keep in flight in the whole system
/// @param batch sequences in flight in one replica
/// @param rate requests per second
/// @param prompts requests in all
/// @param kept cache tokens per sequence at which a decode step was measured
/// @param vary lengths are uniform within this share of the mean on either side
/// @param drawn whether they are those of recorded conversations instead, of which only the means are known
record Load(double concurrency, double batch, double rate, double prompts, double kept, double vary, boolean drawn) {}
