package dev.podwright.layout;

/// One use of a rank's memory.
///
/// @param name such as `weights`
/// @param bytes on the fullest rank
public record MemoryTerm(String name, double bytes) {}
