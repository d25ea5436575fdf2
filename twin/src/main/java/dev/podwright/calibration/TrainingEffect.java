package dev.podwright.calibration;

/// One fitted overhead.
///
/// @param key which runs of the scope, see [TrainingScope#key]
/// @param value in the unit of the term
/// @param rows measured iterations of these runs behind it
public record TrainingEffect(TrainingTerm term, TrainingScope scope, String key, double value, int rows) {}
