package dev.podwright.validation;

import dev.podwright.model.Operator;

/// One measured kernel time.
///
/// @param operator the shape that was timed
/// @param seconds how long it took
/// @param group what is held out together: rows of one group never stand on both sides of a fold
/// @param part a finer group, for tables that hold too few groups
/// @param variant whose kernel: framework, version and the framework's own word for the number format
/// @param castsInput whether the timed kernel narrows its input itself
/// @param source repository and commit of the measurement
public record Sample(Operator operator, double seconds, String group, String part, String variant, boolean castsInput, String source) {}
