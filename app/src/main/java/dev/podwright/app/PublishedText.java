package dev.podwright.app;

import dev.podwright.units.Cost;
import dev.podwright.validation.Published;
import dev.podwright.validation.PublishedCheck.Outcome;
import dev.podwright.validation.PublishedTraining;
import dev.podwright.validation.judge.Kind;
import java.util.List;
import java.util.Map;

/// Published results beside their predictions, one line each, and their errors in sum.
final class PublishedText {
    private PublishedText() {}

    static Kind kind(Outcome outcome) {
        return outcome.result() instanceof PublishedTraining ? Kind.TRAINING : Kind.SERVING;
    }

    static String of(List<Outcome> outcomes) {
        Table table = new Table("published result", "metric", "measured", "predicted", "error", "in interval", "most time in");
        for (Outcome outcome : outcomes) {
            Published result = outcome.result();
            table.row(result.id(), result.quantity(), Show.number(result.measured()),
                    Show.interval(outcome.predicted()), "%+.0f %%".formatted(100 * outcome.error()), outcome.covered() ? "yes" : "no",
                    largest(outcome.step()));
        }
        List<Outcome> serving = outcomes.stream().filter(o -> kind(o) == Kind.SERVING).toList();
        return table + System.lineSeparator()
                + summary("serving, dense models", serving.stream().filter(o -> !o.mixture()).toList())
                + summary("serving, mixtures of experts", serving.stream().filter(Outcome::mixture).toList())
                + summary("training", outcomes.stream().filter(o -> kind(o) == Kind.TRAINING).toList())
                + summary("all", outcomes);
    }

    private static String summary(String what, List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return "%s: no results%n".formatted(what);
        }
        double[] errors = outcomes.stream().mapToDouble(o -> Math.abs(o.error())).sorted().toArray();
        long covered = outcomes.stream().filter(Outcome::covered).count();
        return ("%s: %d results, nothing fitted to them: median absolute error %.0f %%, 90th percentile %.0f %%, largest %.0f %%;"
                + " %d inside the interval (%.0f %%)%n").formatted(
                what, errors.length, 100 * errors[errors.length / 2], 100 * errors[(int) Math.ceil(0.9 * errors.length) - 1],
                100 * errors[errors.length - 1], covered, 100.0 * covered / errors.length);
    }

    private static String largest(Cost step) {
        return Breakdown.byName(step).entrySet().stream().max(Map.Entry.comparingByValue())
                .map(e -> "%s %.0f %%".formatted(e.getKey(), 100 * e.getValue() / step.seconds())).orElse("-");
    }
}
