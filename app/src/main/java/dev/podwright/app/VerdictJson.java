package dev.podwright.app;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.validation.PublishedCheck;
import dev.podwright.validation.judge.Accuracy;
import dev.podwright.validation.judge.Group;
import dev.podwright.validation.judge.JudgedRow;
import dev.podwright.validation.judge.Outcome;
import dev.podwright.validation.judge.Score;
import dev.podwright.validation.judge.Verdict;
import dev.podwright.validation.judge.Whole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/// A verdict as JSON; shares are fractions.
final class VerdictJson {
    private VerdictJson() {}

    /// @param outcomes published results one by one, empty for a folder of evidence
    static Map<String, Object> of(Verdict verdict, Catalog catalog, Calibration calibration, List<PublishedCheck.Outcome> outcomes) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("schema", "podwright-validate/1");
        fields.put("made_with", Provenance.json(catalog, calibration));
        fields.put("groups", verdict.groups().entrySet().stream().map(e -> group(e.getKey(), e.getValue())).toList());
        fields.put("totals", verdict.totals().entrySet().stream().map(e -> total(e.getKey(), e.getValue())).toList());
        fields.put("noise_floor", verdict.noise().stream().map(n -> map("kind", n.kind().label(), "metric", n.metric().label(), "repeated", n.repeated(),
                "rows", n.rows(), "median_abs_deviation", n.median(), "p90_abs_deviation", n.p90())).toList());
        fields.put("skipped_parts", verdict.absent().stream().map(a -> map("kind", a.kind().label(), "file", a.file(), "why", a.why())).toList());
        fields.put("unread_files", verdict.unread());
        fields.put("beyond_limits", verdict.beyond().stream().map(b -> map("kind", b.kind().label(), "reason", b.reason(), "rows", b.rows())).toList());
        fields.put("worst", verdict.worst().values().stream().flatMap(List::stream).map(VerdictJson::worst).toList());
        if (!outcomes.isEmpty()) {
            fields.put("outcomes", outcomes.stream().map(VerdictJson::outcome).toList());
        }
        return fields;
    }

    private static Map<String, Object> group(Group group, Score score) {
        Map<String, Object> fields = map("kind", group.kind().label(), "op", group.op(), "chip", group.chip(), "source", group.source(),
                "framework", group.framework(), "metric", group.metric().label(), "rows", score.rows(), "insufficient", score.insufficientRows(),
                "unpredicted", score.unpredictedRows());
        accuracy(fields, score);
        fields.put("insufficient_columns", score.insufficient().entrySet().stream().map(e -> map("column", e.getKey(), "rows", e.getValue())).toList());
        fields.put("unpredicted_reasons", score.unpredicted().entrySet().stream().map(e -> map("reason", e.getKey(), "rows", e.getValue())).toList());
        return fields;
    }

    private static Map<String, Object> total(Whole whole, Score score) {
        Map<String, Object> fields = map("kind", whole.kind().label(), "in_sample", whole.inSample(), "metric", whole.metric().label(), "rows", score.rows(),
                "insufficient", score.insufficientRows(), "unpredicted", score.unpredictedRows(), "predicted_share", score.predictedShare());
        accuracy(fields, score);
        fields.put("null_median_abs_error", number(score.accuracy().map(Accuracy::nullMedian).orElse(OptionalDouble.empty())));
        fields.put("null_p90_abs_error", number(score.accuracy().map(Accuracy::nullP90).orElse(OptionalDouble.empty())));
        return fields;
    }

    private static void accuracy(Map<String, Object> fields, Score score) {
        put(fields, "bias", score, Accuracy::bias);
        put(fields, "median_abs_error", score, Accuracy::median);
        put(fields, "p90_abs_error", score, Accuracy::p90);
        put(fields, "interval_coverage", score, Accuracy::coverage);
        put(fields, "interval_half_width", score, Accuracy::halfWidth);
    }

    private static void put(Map<String, Object> fields, String name, Score score, Function<Accuracy, Double> figure) {
        fields.put(name, score.accuracy().map(figure).orElse(null));
    }

    private static Map<String, Object> worst(JudgedRow row) {
        Map<String, Object> fields = map("kind", row.kind().label(), "id", row.id(), "op", row.op(), "chip", row.chip(), "metric", row.metric().label(),
                "measured", row.measured().orElseThrow());
        if (row.outcome() instanceof Outcome.Predicted predicted) {
            fields.put("predicted", PlanJson.interval(predicted.interval()));
            fields.put("error", row.error().orElseThrow());
            fields.put("step", CostJson.of(predicted.cost()));
        }
        return fields;
    }

    private static Map<String, Object> outcome(PublishedCheck.Outcome outcome) {
        return map("id", outcome.result().id(), "metric", outcome.result().quantity(), "measured", outcome.result().measured(),
                "predicted", PlanJson.interval(outcome.predicted()), "error", outcome.error(), "source", outcome.result().source(),
                "note", outcome.result().note(), "step", CostJson.of(outcome.step()));
    }

    private static Double number(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put((String) pairs[i], pairs[i + 1]);
        }
        return fields;
    }
}
