package dev.podwright.calibration;

import dev.podwright.units.Spread;

/// What measurements say of one collective on one chip.
///
/// @param chip catalogue id, or a pool such as `family/hopper` from which unmeasured chips borrow
/// @param operation such as `all_reduce`, `all_gather`, `alltoall`, `dispatch`; a suffix names a variant
/// @param bandwidthEfficiency share of the usable link bandwidth that large messages reach
/// @param latency seconds per step of the algorithm
/// @param launch seconds before the first step
/// @param rows measurements behind the fit
/// @param medianError median absolute relative error when predicted without having been fitted
/// @param p90Error the error that nine in ten stay below
/// @param spread 90 % interval of measured/predicted when not fitted
/// @param source where the measurements come from
public record CollectiveFit(String chip, String operation, double bandwidthEfficiency, double latency, double launch,
                            int rows, double medianError, double p90Error, Spread spread, String source) {}
