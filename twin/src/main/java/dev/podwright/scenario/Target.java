package dev.podwright.scenario;

import dev.podwright.catalog.Pod;

/// A pod to plan on.
///
/// @param pod the pod, already sized when the user gave a number of chips
/// @param grows whether copies may be added until the demand is met
public record Target(Pod pod, boolean grows) {}
