package dev.podwright.workload;

/// A serving workload: what requests look like, how many come, what they may wait.
public record Demand(Lengths lengths, Load load, Limits limits) {}
