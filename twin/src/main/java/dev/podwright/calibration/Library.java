package dev.podwright.calibration;

/// Whose kernel runs an operator, where the product's own choice is not wanted.
///
/// @param framework such as `trtllm`
/// @param format the framework's own word for the number format, such as `fp8_block`
public record Library(String framework, String format) {}
