package dev.podwright.simulation;

/// What an engine puts into a step.
sealed interface Scheduler permits Chunked, PromptsFirst {

    /// Puts prompts into the next step.
    ///
    /// @return whether the sequences that generate step along
    boolean fill(Inside inside, Chunks step, double now);

    static Scheduler of(EngineRules rules) {
        return switch (rules.order()) {
            case CHUNKED -> new Chunked(rules);
            case PREFILL_FIRST -> new PromptsFirst(rules);
        };
    }
}
