package dev.podwright.knowledge.support;

/// Releases that belong together.
///
/// @param python releases of Python that go with them
public record Pairing(String pytorch, String torchNpu, String cann, String python, String source) {}
