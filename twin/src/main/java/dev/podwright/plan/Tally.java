package dev.podwright.plan;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Counts what is out, and keeps of each constraint the candidate that misses least.
final class Tally {
    private final Map<Constraint, Rejection.Summary> out = new EnumMap<>(Constraint.class);

    /// @param count candidates that this reason puts out
    /// @param rejection the nearest of them, asked for only if it misses less than all before
    void add(Constraint constraint, int count, double margin, Supplier<Rejection> rejection) {
        Rejection.Summary before = out.get(constraint);
        boolean nearer = before == null || margin < before.nearest().margin();
        int sum = count + (before == null ? 0 : before.count());
        out.put(constraint, new Rejection.Summary(constraint, sum, nearer ? rejection.get() : before.nearest()));
    }

    void add(Tally other) {
        other.out.forEach((constraint, s) -> add(constraint, s.count(), s.nearest().margin(), s::nearest));
    }

    Optional<Rejection> nearest(Constraint constraint) {
        return Optional.ofNullable(out.get(constraint)).map(Rejection.Summary::nearest);
    }

    /// One summary per constraint, in the order of [Constraint].
    List<Rejection.Summary> summaries() {
        return List.copyOf(out.values());
    }
}
