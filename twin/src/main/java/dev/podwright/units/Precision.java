package dev.podwright.units;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A number format, with the bits that one stored element takes, block scales included.
///
/// Scales: MXFP4 has one 8-bit scale per 32 elements (OCP Microscaling Formats 1.0, table 1), NVFP4 one 8-bit scale
/// per 16, INT4 one 16-bit scale per group of 128 (the usual AWQ/GPTQ group). Scales of FP8 and INT8 are per tensor,
/// per channel or per 128-block and stay below 0.1 %.
public enum Precision {
    FP32(32),
    TF32(32),
    BF16(16),
    FP16(16),
    FP8(8),
    INT8(8),
    INT4(4 + 16.0 / 128),
    MXFP4(4 + 8.0 / 32),
    NVFP4(4 + 8.0 / 16);

    private static final double BITS_PER_BYTE = 8;

    private final double bits;

    Precision(double bits) {
        this.bits = bits;
    }

    /// Bytes that one element takes in memory.
    public double bytes() {
        return bits / BITS_PER_BYTE;
    }

    /// The name in files, options and reports: lower case, such as `bf16`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The precision called `label`, if there is one.
    public static Optional<Precision> of(String label) {
        return Arrays.stream(values()).filter(p -> p.label().equals(label)).findFirst();
    }
}
