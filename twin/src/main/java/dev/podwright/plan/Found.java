package dev.podwright.plan;

import dev.podwright.plan.Timed.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a search has found so far.
final class Found {
    private final List<Timed> timed = new ArrayList<>();
    private final Map<Kind, Timed> kinds = new HashMap<>();
    final Tally out = new Tally();
    int candidates;

    void add(Timed one) {
        timed.add(one);
        kinds.merge(one.kind(), one, (a, b) -> Timed.FASTEST.compare(a, b) <= 0 ? a : b);
    }

    void add(Found other) {
        other.timed.forEach(this::add);
        out.add(other.out);
        candidates += other.candidates;
    }

    /// Setups in the usual order of ranks that were timed; other orders of them are no setups of their own.
    int evaluated() {
        return (int) timed.stream().filter(t -> t.setup().layout().inside() == t.setup().layout().data()).count();
    }

    /// All that was timed, fastest first.
    List<Timed> sorted() {
        return timed.stream().sorted(Timed.FASTEST).toList();
    }

    /// Those that take at most so many seconds, in the order of the search.
    List<Timed> within(double seconds) {
        return timed.stream().filter(t -> t.seconds() <= seconds).toList();
    }

    Optional<Timed> best() {
        return kinds.values().stream().min(Timed.FASTEST);
    }

    /// The best of each kind, fastest first.
    List<Timed> bestOfKinds() {
        return kinds.values().stream().sorted(Timed.FASTEST).toList();
    }

    /// Seconds of the best of the `count`-th kind; infinite while there are fewer.
    double bar(int count) {
        return kinds.size() < count ? Double.POSITIVE_INFINITY
                : kinds.values().stream().mapToDouble(Timed::seconds).sorted().skip(count - 1).findFirst().orElseThrow();
    }

    /// Those that no other betters in time and memory at once, fastest first.
    List<Timed> frontier() {
        return frontier(timed);
    }

    static List<Timed> frontier(List<Timed> all) {
        List<Timed> frontier = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        for (Timed next : all.stream().sorted(Timed.FASTEST).toList()) {
            if (next.memory() < least) {
                frontier.add(next);
                least = next.memory();
            }
        }
        return frontier;
    }

    /// The first of every kind, in the order of `sorted`.
    static List<Timed> firstOfKinds(List<Timed> sorted) {
        Set<Kind> seen = new HashSet<>();
        return sorted.stream().filter(t -> seen.add(t.kind())).toList();
    }
}
