package dev.podwright.layout;

import dev.podwright.fabric.Group;
import dev.podwright.fabric.Reach;
import java.util.List;

/// Where the ranks of one kind of group sit, and which levels of the pod their traffic crosses. Its siblings sit alike.
///
/// @param kind such as `tp` or `ep`
/// @param reach from the inside out
public record Seat(String kind, Group group, List<Reach> reach) {

    public Seat {
        reach = List.copyOf(reach);
    }

    /// Levels that the group's traffic crosses, from the inside out.
    public List<Reach> crossed() {
        return reach.stream().filter(Reach::crossed).toList();
    }

    /// Such as `tp 8 inside ub-l1` or `dp 48 over rdma, 24 inside each ub-l2`.
    public String words() {
        List<Reach> crossed = crossed();
        if (crossed.isEmpty()) {
            return "%s %,d".formatted(kind, group.ranks());
        }
        Reach outermost = crossed.getLast();
        if (!outermost.scaleOut()) {
            return "%s %,d inside %s".formatted(kind, group.ranks(), outermost.level());
        }
        String over = "%s %,d over %s".formatted(kind, group.ranks(), outermost.level());
        Reach inner = reach.get(Math.max(0, reach.indexOf(outermost) - 1));
        return inner == outermost || inner.members() == 1 ? over : "%s, %,d inside each %s".formatted(over, inner.members(), inner.level());
    }
}
