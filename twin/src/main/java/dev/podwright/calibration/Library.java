package dev.podwright.calibration;

/// Whose kernel runs an operator, where the product's own choice is not wanted.
///
/// @param framework such as `trtllm`
/// @param format the framework's own word for the number format, such as `fp8_block`
/// @param kernel all that [KernelFit#kernel] says, where version and kernel are known too; empty otherwise
public record Library(String framework, String format, String kernel) {

    /// Any version and kernel of a framework.
    public Library(String framework, String format) {
        this(framework, format, "");
    }
}
