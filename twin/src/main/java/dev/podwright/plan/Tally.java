package dev.podwright.plan;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Counts what is out, and keeps of each constraint the candidate that misses least.
final class Tally {
    private final Map<Constraint, Entry> out = new EnumMap<>(Constraint.class);

    /// Put into words only when asked for: most are overtaken.
    private record Entry(int count, double margin, Supplier<Rejection> nearest) {}

    /// @param count candidates that this reason puts out
    /// @param margin by how much the nearest of them misses
    /// @param nearest the same in words
    void add(Constraint constraint, int count, double margin, Supplier<Rejection> nearest) {
        out.merge(constraint, new Entry(count, margin, nearest), (before, next) -> {
            Entry nearer = next.margin < before.margin ? next : before;
            return new Entry(before.count + next.count, nearer.margin, nearer.nearest);
        });
    }

    void add(Tally other) {
        other.out.forEach((constraint, e) -> add(constraint, e.count, e.margin, e.nearest));
    }

    Optional<Rejection> nearest(Constraint constraint) {
        return Optional.ofNullable(out.get(constraint)).map(e -> e.nearest.get());
    }

    /// One summary per constraint, in the order of [Constraint].
    List<Rejection.Summary> summaries() {
        return out.entrySet().stream().map(e -> new Rejection.Summary(e.getKey(), e.getValue().count, e.getValue().nearest.get())).toList();
    }
}
