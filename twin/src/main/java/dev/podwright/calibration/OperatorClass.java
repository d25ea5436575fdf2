package dev.podwright.calibration;

import java.util.Locale;

/// Kinds of operator that are calibrated apart.
public enum OperatorClass {
    GEMM, PREFILL_ATTENTION, DECODE_ATTENTION, LATENT_PREFILL, LATENT_DECODE, EXPERTS, STREAM;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
