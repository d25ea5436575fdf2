package dev.podwright.calibration;

import dev.podwright.units.Spread;

/// How far predictions of whole iterations were from measured ones that the fit had not seen.
///
/// @param key which runs of the scope, see [TrainingScope#key]
/// @param rows held-out iterations
/// @param medianError median of |predicted/measured - 1|
/// @param p90Error its 90th percentile
/// @param spread 5 % and 95 % quantiles of ln(measured/predicted)
public record TrainingResidual(TrainingScope scope, String key, int rows, double medianError, double p90Error, Spread spread) {}
