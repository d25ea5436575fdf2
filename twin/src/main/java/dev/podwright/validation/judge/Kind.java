package dev.podwright.validation.judge;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What was measured: evidence of one kind is judged together.
public enum Kind {
    GEMM, ATTENTION_PREFILL, ATTENTION_DECODE, MLA, MOE, MODULE, PUBLISHED_KERNEL, COLLECTIVE, EXPERT_PARALLEL, TRAINING, SERVING,
    /// Serving rows of which something that decides is unknown, such as the tokens that speculation keeps; judged with [#SERVING], counted apart.
    SERVING_UNSURE;

    /// The name on the command line and in JSON, such as `attention_prefill`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kind> of(String label) {
        return Arrays.stream(values()).filter(k -> k.label().equals(label)).findFirst();
    }
}
