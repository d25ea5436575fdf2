package dev.podwright.profile;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/// The sums of one use while it is gathered.
final class UseTally {
    /// Alike seconds are told apart by what the uses are, so that the order never depends on that of the file.
    static final Comparator<UseTally> MOST_FIRST = Comparator.comparingDouble((UseTally t) -> -t.seconds).thenComparing(t -> t.alike.toString());

    final Alike alike;
    long count;
    double seconds;
    double waited;
    private double shortest = Double.POSITIVE_INFINITY;
    private double longest;
    private final Map<String, Mean> counters = new TreeMap<>();

    UseTally(Alike alike) {
        this.alike = alike;
    }

    void add(long more, double moreSeconds, double least, double most) {
        count += more;
        seconds += moreSeconds;
        shortest = Double.isNaN(least) ? shortest : Math.min(shortest, least);
        longest = Double.isNaN(most) ? longest : Math.max(longest, most);
    }

    void counter(String name, double mean, long observations) {
        if (!Double.isNaN(mean)) {
            Mean sum = counters.computeIfAbsent(name, key -> new Mean());
            sum.total += mean * observations;
            sum.observations += observations;
        }
    }

    Use use() {
        Map<String, Double> means = new TreeMap<>();
        counters.forEach((name, sum) -> means.put(name, sum.total / sum.observations));
        return new Use(alike.kind(), alike.kernel(), alike.operator(), alike.parents(), alike.inputs(), alike.outputs(), alike.scalars(), alike.core(), alike.graph(),
                alike.exchange(), alike.bytes(), count, seconds, Double.isInfinite(shortest) ? seconds / count : shortest, longest > 0 ? longest : seconds / count, waited, means);
    }

    private static final class Mean {
        private double total;
        private long observations;
    }
}
