package dev.podwright.diagnosis;

import dev.podwright.units.Interval;
import java.util.Optional;

/// Part of a step by what is done.
///
/// @param name such as `products` or `device idle`
/// @param measured seconds of a step, mean over ranks and steps
/// @param expected the same as the twin predicts it for the profile's own operators
/// @param predicted seconds of the scenario's step, if one was given
public record Part(String name, double measured, Interval expected, Optional<Interval> predicted) {}
