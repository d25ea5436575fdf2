package dev.podwright.validation.judge;

import java.util.Comparator;

/// All rows of a kind and a metric that the calibration has seen, or all that it has not.
public record Whole(Kind kind, boolean inSample, Metric metric) {
    static final Comparator<Whole> ORDER = Comparator.comparing(Whole::kind).thenComparing(Whole::metric).thenComparing(Whole::inSample);

    static Whole of(JudgedRow row) {
        return new Whole(row.kind(), row.inSample(), row.metric());
    }
}
