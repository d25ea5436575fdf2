package dev.podwright.validation.judge;

import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import dev.podwright.validation.Row;
import java.util.OptionalDouble;

/// A row of evidence before it is judged: what it says of itself.
record Entry(Kind kind, String id, String op, String chip, String source, String framework, boolean inSample) {
    /// Sizes that read well and make no operator, layout or exchange.
    static final String NO_SHAPE = "its sizes do not go together";

    /// Repository and commit, without the file.
    static String repository(Row row) {
        String source = row.text("source");
        int colon = source.indexOf(':');
        return colon < 0 ? source : source.substring(0, colon);
    }

    JudgedRow predicted(Metric metric, double measured, Interval interval, Cost cost) {
        return row(metric, OptionalDouble.of(measured), new Outcome.Predicted(interval, cost), OptionalDouble.empty());
    }

    JudgedRow predicted(Metric metric, double measured, Interval interval, Cost cost, OptionalDouble baseline) {
        return row(metric, OptionalDouble.of(measured), new Outcome.Predicted(interval, cost), baseline);
    }

    JudgedRow insufficient(Metric metric, OptionalDouble measured, String column) {
        return row(metric, measured, new Outcome.Insufficient(column), OptionalDouble.empty());
    }

    JudgedRow unpredictable(Metric metric, OptionalDouble measured, String reason) {
        return row(metric, measured, new Outcome.Unpredictable(reason), OptionalDouble.empty());
    }

    private JudgedRow row(Metric metric, OptionalDouble measured, Outcome outcome, OptionalDouble baseline) {
        return new JudgedRow(kind, id, op, chip, source, framework, metric, measured, outcome, baseline, inSample);
    }
}
