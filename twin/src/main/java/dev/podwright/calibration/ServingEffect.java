package dev.podwright.calibration;

/// What one scope of deployments adds to a term.
///
/// @param key which deployments ([ServingScope#key])
/// @param value in the unit of the term
/// @param rows measured rows behind it
public record ServingEffect(ServingTerm term, ServingScope scope, String key, double value, int rows) {}
