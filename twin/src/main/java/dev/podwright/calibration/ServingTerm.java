package dev.podwright.calibration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What serving takes beyond the kernels and collectives of its steps. None is measured alone: they are fitted to benchmarks.
public enum ServingTerm {
    /// Seconds of each step that the chips wait for the host.
    HOST_STEP,
    /// Seconds that each sequence of a lane adds to them: sampling, detokenising, streaming.
    HOST_SEQUENCE,
    /// Logarithm of a factor on what sequences that generate take.
    DECODE,
    /// Logarithm of a factor on what prompts take.
    PREFILL,
    /// Seconds that client, network and front end add to the first token.
    FRONT_END;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ServingTerm> of(String label) {
        return Arrays.stream(values()).filter(t -> t.label().equals(label)).findFirst();
    }
}
