package dev.podwright.validation.judge;

/// How far measurements of one thing differ: no prediction can be nearer than that.
///
/// @param repeated things that were measured more than once
/// @param rows measurements of them
/// @param median median of |measured / median of the same thing - 1|
/// @param p90 its 90th percentile
public record NoiseFloor(Kind kind, Metric metric, int repeated, int rows, double median, double p90) {}
