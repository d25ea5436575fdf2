package dev.podwright.validation.judge;

import java.util.Comparator;

/// What rows have in common that are summed up together.
public record Group(Kind kind, String op, String chip, String source, String framework, Metric metric) {
    static final Comparator<Group> ORDER = Comparator.comparing(Group::kind).thenComparing(Group::op).thenComparing(Group::chip)
            .thenComparing(Group::source).thenComparing(Group::framework).thenComparing(Group::metric);

    static Group of(JudgedRow row) {
        return new Group(row.kind(), row.op(), row.chip(), row.source(), row.framework(), row.metric());
    }
}
