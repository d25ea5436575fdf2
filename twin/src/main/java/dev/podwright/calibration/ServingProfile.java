package dev.podwright.calibration;

/// What of a deployment its serving overheads depend on.
///
/// @param engine such as `vllm`
/// @param family of the chip
/// @param harness who measures: a family of sources; empty for a deployment that nobody benchmarks
/// @param kind `dense` or `moe`
/// @param weights their precision
public record ServingProfile(String engine, String family, String harness, String kind, String weights) {}
