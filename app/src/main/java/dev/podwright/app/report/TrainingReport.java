package dev.podwright.app.report;

import dev.podwright.plan.IterationQuestion;
import dev.podwright.plan.TrainingPlan;
import java.util.List;

/// A training plan as a page.
public final class TrainingReport {
    private TrainingReport() {}

    /// @param defaults what the question left open, in sentences
    public static Page of(TrainingPlan plan, List<String> defaults, Origin origin) {
        throw new UnsupportedOperationException();
    }

    /// One iteration as a page.
    ///
    /// @param defaults what the question left open, in sentences
    public static Page of(IterationQuestion.Answer answer, List<String> defaults, Origin origin) {
        throw new UnsupportedOperationException();
    }
}
