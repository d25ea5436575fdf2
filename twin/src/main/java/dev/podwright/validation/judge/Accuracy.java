package dev.podwright.validation.judge;

import java.util.OptionalDouble;

/// How far predictions lie from measurements; all shares are fractions.
///
/// @param rows predicted rows
/// @param bias median of predicted/measured - 1
/// @param median median of |predicted/measured - 1|
/// @param p90 its 90th percentile
/// @param coverage share of rows inside their 90 % interval
/// @param halfWidth median of (high - low) / (2 predicted)
/// @param nullMedian median error of the null model, where there is one
/// @param nullP90 its 90th percentile
public record Accuracy(int rows, double bias, double median, double p90, double coverage, double halfWidth, OptionalDouble nullMedian,
                       OptionalDouble nullP90) {}
