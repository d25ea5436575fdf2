package dev.podwright.validation.judge;

import dev.podwright.model.Models;
import dev.podwright.validation.Row;
import dev.podwright.validation.Table;
import dev.podwright.validation.serving.Points;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/// Judges measured points of serving systems in every mode: one verdict for each figure that a row prints.
final class PointJudge {
    private final Map<Row, Points.Told> told;

    private PointJudge(Map<Row, Points.Told> told) {
        this.told = told;
    }

    /// @param sound rows whose cells can be read
    static PointJudge of(Table table, Points points, Predicate<Row> sound) {
        return new PointJudge(points.tell(table.rows().stream().filter(sound).toList()));
    }

    /// How the row was measured.
    String mode(Row row) {
        return told.get(row).mode();
    }

    /// Whether nothing that decides was unknown of it; what else is judged apart.
    boolean firm(Row row) {
        return told.get(row).firm();
    }

    /// @param columns figures to judge, of those that the row prints
    List<JudgedRow> judge(Row row, List<String> columns) {
        Points.Told of = told.get(row);
        String kind = kind(row.text("model"));
        Entry entry = new Entry(of.firm() ? Kind.SERVING : Kind.SERVING_UNSURE, row.text("id"), "%s, %s".formatted(kind, of.mode()), row.text("chip"), row.text("source"),
                row.text("engine"), false);
        return columns.stream().filter(row::has).map(column -> judged(entry, row, column, of)).toList();
    }

    private static JudgedRow judged(Entry entry, Row row, String column, Points.Told told) {
        Metric metric = Metric.valueOf(column.toUpperCase(Locale.ROOT));
        double measured = row.positive(column);
        OptionalDouble printed = OptionalDouble.of(measured);
        return switch (told) {
            case Points.Told.Lacking lacking -> entry.insufficient(metric, printed, lacking.column());
            case Points.Told.Unknown unknown -> entry.unpredictable(metric, printed, unknown.reason());
            case Points.Told.Predicted p when p.figures().containsKey(column) -> entry.predicted(metric, measured, p.figures().get(column), p.step());
            case Points.Told.Predicted p -> entry.unpredictable(metric, printed, "%s says nothing of %s".formatted(p.mode(), column));
        };
    }

    private static String kind(String model) {
        return !Models.names().contains(model) ? "unknown model" : Models.named(model).mixture() ? "moe" : "dense";
    }
}
