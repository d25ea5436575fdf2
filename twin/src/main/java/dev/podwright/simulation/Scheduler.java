package dev.podwright.simulation;

/// What an engine puts into a step.
sealed interface Scheduler permits Chunked, Whole, PromptsFirst {

    /// Puts prompts into the next step.
    ///
    /// @return whether the sequences that generate step along
    boolean fill(Inside inside, Chunks step, double now);

    /// Decode steps after which prompts that wait are looked at again; what arrives is looked at after the step under way in any case.
    default long undisturbed(Inside inside) {
        return Long.MAX_VALUE;
    }

    /// Steps without prompts have been done.
    ///
    /// @param waiting whether prompts waited meanwhile
    default void decoded(long steps, boolean waiting) {}

    static Scheduler of(EngineRules rules) {
        return switch (rules.order()) {
            case CHUNKED -> new Chunked(rules);
            case WHOLE -> new Whole(rules);
            case PREFILL_FIRST -> new PromptsFirst(rules);
        };
    }
}
