package dev.podwright.calibration;

import dev.podwright.units.Spread;

/// The time law of one collective operation between chips of one kind, or of a pool of kinds.
///
/// @param chip catalogue id, or the name of a pool such as `family/hopper/switch`
/// @param operation such as `all_reduce`, with its variant (`.network`) where it is fitted apart
/// @param bandwidthEfficiency share of the link bandwidth that long messages reach
/// @param latency seconds per step of the algorithm
/// @param launch seconds to start the operation
/// @param rows measurements behind the fit
/// @param medianError median of |predicted/measured - 1| over held-out rows
/// @param p90Error its 90th percentile
/// @param spread 5 % and 95 % quantiles of ln(measured/predicted) over held-out rows
/// @param source where the measurements come from
public record CollectiveFit(String chip, String operation, double bandwidthEfficiency, double latency, double launch, int rows,
                            double medianError, double p90Error, Spread spread, String source) {}
