package dev.podwright.validation.serving;

import java.util.Locale;

/// Who measured a row: how its client asks, and how it launched the engine.
public enum Harness {
    /// `benchmark_serving.py` of InferenceX: 10 x concurrency prompts of 0.8 to 1.0 of the nominal lengths (SemiAnalysisAI/InferenceX:
    /// benchmarks/benchmark_lib.sh).
    INFERENCEX("inferencex"),
    /// InferenceX before it recorded images and sent warm-up prompts (rows of 2025 without a version): kernels compile during the first of them.
    INFERENCEX_EARLY("inferencex"),
    /// NVIDIA AIConfigurator's own runs: lengths are fixed as far as is known.
    AICONFIGURATOR("nvidia aiconfigurator"),
    GPUSTACK("gpustack"),
    OTHER("");

    /// Prompts for each request in flight, where a row does not say.
    private static final int PROMPTS_PER_CLIENT = 10;

    private final String start;

    Harness(String start) {
        this.start = start;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param source what the row says of its source
    /// @param version of the engine; empty = not recorded
    public static Harness of(String source, String version) {
        Harness found = of(source);
        return found == INFERENCEX && version.isEmpty() ? INFERENCEX_EARLY : found;
    }

    /// @param source what the row says of its source
    public static Harness of(String source) {
        String text = source.toLowerCase(Locale.ROOT);
        for (Harness harness : values()) {
            if (text.startsWith(harness.start)) {
                return harness;
            }
        }
        return OTHER;
    }

    /// Whether its scripts are those of InferenceX.
    boolean inferencex() {
        return this == INFERENCEX || this == INFERENCEX_EARLY;
    }

    /// Prompts that a client of so many requests in flight sends.
    public int prompts(int concurrency) {
        return PROMPTS_PER_CLIENT * concurrency;
    }
}
