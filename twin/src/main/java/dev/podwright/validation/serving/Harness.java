package dev.podwright.validation.serving;

import java.util.Locale;

/// Who measured a row: how its client asks, and how it launched the engine.
public enum Harness {
    /// `benchmark_serving.py` of InferenceX: 10 x concurrency prompts of 0.8 to 1.0 of the nominal lengths (SemiAnalysisAI/InferenceX:
    /// benchmarks/benchmark_lib.sh).
    INFERENCEX("inferencex"),
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
    public static Harness of(String source) {
        String text = source.toLowerCase(Locale.ROOT);
        for (Harness harness : values()) {
            if (text.startsWith(harness.start)) {
                return harness;
            }
        }
        return OTHER;
    }

    /// Prompts that a client of so many requests in flight sends.
    public int prompts(int concurrency) {
        return PROMPTS_PER_CLIENT * concurrency;
    }
}
