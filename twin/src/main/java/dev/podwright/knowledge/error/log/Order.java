package dev.podwright.knowledge.error.log;

import java.time.LocalDateTime;
import java.util.Comparator;

/// Orders of occurrences.
final class Order {
    /// By time where one is known, then by place; what has no time comes after what has one.
    static final Comparator<Occurrence> EARLIEST = Comparator.comparing((Occurrence o) -> o.time().orElse(LocalDateTime.MAX)).thenComparing(Occurrence::file).thenComparingLong(Occurrence::line);

    private Order() {}
}
