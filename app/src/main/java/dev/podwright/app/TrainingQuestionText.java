package dev.podwright.app;

import dev.podwright.model.Architecture;
import dev.podwright.model.Parameters;
import dev.podwright.scenario.TrainingScenario;
import dev.podwright.workload.Budget;
import java.util.ArrayList;
import java.util.List;

/// What a training scenario asks, in lines for people.
public final class TrainingQuestionText {
    private static final double SECONDS_PER_DAY = 86_400;

    private TrainingQuestionText() {}

    static List<String> lines(TrainingScenario scenario, List<String> defaults) {
        Architecture model = scenario.model();
        List<String> lines = new ArrayList<>();
        lines.add(question(scenario));
        if (!defaults.isEmpty()) {
            lines.add("  by default: " + String.join("; ", defaults));
        }
        model.remarks().forEach(remark -> lines.add("  note: " + remark));
        return lines;
    }

    /// The whole question in one line.
    public static String question(TrainingScenario scenario) {
        Architecture model = scenario.model();
        return "%s (%s parameters, %s per token): %s on sequences of %s tokens, %s of them (%s tokens) per iteration; %s".formatted(
                model.id(), Show.tokens(Parameters.total(model)), Show.tokens(Parameters.active(model)), phase(scenario),
                Show.number(scenario.sequence()), Show.count(Math.round(scenario.globalBatch())),
                Show.tokens(scenario.sequence() * scenario.globalBatch()), budget(scenario.budget()));
    }

    private static String phase(TrainingScenario scenario) {
        return switch (scenario.phase()) {
            case PRETRAIN -> "pretraining";
            case SFT -> "supervised fine-tuning";
            case LORA -> "LoRA fine-tuning of rank " + scenario.loraRank();
        };
    }

    private static String budget(Budget budget) {
        String tokens = budget.tokens().isPresent() ? Show.tokens(budget.tokens().getAsDouble()) + " tokens" : "";
        String days = budget.seconds().isPresent() ? Show.number(budget.seconds().getAsDouble() / SECONDS_PER_DAY) + " days" : "";
        if (tokens.isEmpty()) {
            return days.isEmpty() ? "as fast as the cards can" : "for " + days;
        }
        return days.isEmpty() ? tokens + " in all" : tokens + " within " + days;
    }
}
