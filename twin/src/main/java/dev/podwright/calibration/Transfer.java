package dev.podwright.calibration;

import dev.podwright.units.Spread;

/// How well borrowed fits predict: every fitted (chip, class, formats) was predicted with the fit that it would have
/// borrowed had it none of its own.
///
/// @param kinship from how near the fits were borrowed
/// @param samePrecision whether in the same number formats
/// @param cases how many fits were borrowed
/// @param medianError median of |predicted/measured - 1|, each case with equal weight
/// @param p90Error its 90th percentile
/// @param spread 5 % and 95 % quantiles of ln(measured/predicted)
public record Transfer(OperatorClass operator, Kinship kinship, boolean samePrecision, int cases, double medianError, double p90Error,
                       Spread spread) {}
