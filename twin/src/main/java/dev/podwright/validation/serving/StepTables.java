package dev.podwright.validation.serving;

import dev.podwright.simulation.StepTimes;
import dev.podwright.step.ServingStep;
import dev.podwright.step.StepOverheads;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The compiled times of steps, each made once. Those of one step are for one thread.
final class StepTables {
    /// Sequences and tokens beyond which no launch known here fills a step of one lane.
    private static final int MOST_SEQUENCES = 4096;
    private static final int MOST_TOKENS = 1 << 15;

    private final Map<ServingStep, StepTimes> tables = new ConcurrentHashMap<>();

    StepTimes of(ServingStep step) {
        return tables.computeIfAbsent(step, s -> new StepTimes(s, MOST_SEQUENCES, MOST_TOKENS, StepOverheads.NONE));
    }
}
