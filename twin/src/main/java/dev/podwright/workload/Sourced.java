package dev.podwright.workload;

/// A number and where it comes from.
///
/// @param source trace, paper or, for an estimate, what it leans on
public record Sourced(double value, Basis basis, String source) {}
