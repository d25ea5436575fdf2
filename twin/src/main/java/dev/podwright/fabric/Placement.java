package dev.podwright.fabric;

import dev.podwright.catalog.Level;
import dev.podwright.catalog.Pod;
import dev.podwright.catalog.Quantity;
import dev.podwright.catalog.Wiring;
import dev.podwright.document.InputException;
import java.util.ArrayList;
import java.util.List;

/// How a group lies on the levels of a pod: ranks are numbered so that inner levels fill first, and the group takes
/// rank 0, `stride`, 2 `stride`, ... (in runs, see [Group]). Its sibling groups lie alike beside it and work at the same time, so no member
/// may count on another rank's ports.
final class Placement {
    private final Pod pod;

    Placement(Pod pod) {
        this.pod = pod;
    }

    List<Reach> reach(Group group) {
        List<Reach> reach = new ArrayList<>();
        long domain = 1;
        int inner = 1;
        for (Level level : pod.levels()) {
            domain = domain(domain, level);
            int members = group.within(domain);
            reach.add(new Reach(level.name(), members, ceil(group.ranks(), members), ceil(members, inner), level.scaleOut()));
            inner = members;
        }
        if (inner < group.ranks()) {
            throw new InputException("A group of %d ranks, %d apart, does not fit the pod %s of %d ranks."
                    .formatted(group.ranks(), group.stride(), pod.id(), pod.ranks()),
                    "Choose a smaller group, or a pod that has a scale-out level.");
        }
        return reach;
    }

    /// The levels that traffic of the group crosses, from the inside out.
    List<Span> spans(Group group) {
        List<Span> spans = new ArrayList<>();
        int inner = 1;
        List<Reach> reach = reach(group);
        for (int i = 0; i < reach.size(); i++) {
            Reach at = reach.get(i);
            if (at.crossed()) {
                Level level = pod.levels().get(i);
                int rest = group.ranks() % inner;
                spans.add(span(level, at.fan(), inner, rest == 0 ? inner : rest));
            }
            inner = at.members();
        }
        return spans;
    }

    /// The level that the farthest message between neighbours of the group crosses (the slowest hop of a pipeline), as one pair uses it.
    Span farthestHop(Group group) {
        List<Reach> reach = reach(group);
        int at = reach.size() - 1;
        while (!reach.get(at).crossed()) {
            at--;
        }
        return span(pod.levels().get(at), 2, 1, 1);
    }

    private static Span span(Level level, int fan, int inside, int fewest) {
        return new Span(level.name(), level.wiring(), fan, inside, fewest, bandwidth(level, fan), hops(level, fan),
                level.latency().map(Quantity::si).orElse(-1.0), level.efficiency().map(Quantity::si).orElse(-1.0), network(level), lengths(level, fan));
    }

    private static boolean network(Level level) {
        return level.scaleOut() || level.wiring() == Wiring.FAT_TREE;
    }

    private static long domain(long inner, Level level) {
        // Copies of the pod are joined here when more ranks are asked for: the level has no end of its own.
        return level.scaleOut() ? Integer.MAX_VALUE : Math.multiplyExact(inner, level.groups());
    }

    /// A full mesh gives a group only its links to other members, a torus those of the dimensions it reaches into; above an oversubscribed level all ranks share.
    private static double bandwidth(Level level, int fan) {
        double own = level.bandwidth().si();
        if (level.wiring() == Wiring.FULL_MESH && level.groups() > 1) {
            own *= (double) (Math.min(fan, level.groups()) - 1) / (level.groups() - 1);
        }
        if (!level.dims().isEmpty()) {
            own *= (double) lengths(level, fan).size() / level.dims().size();
        }
        return own / Math.max(1, level.oversubscription());
    }

    /// Shortest ways round a ring of L average L/4 links in each dimension.
    private static double hops(Level level, int fan) {
        return level.dims().isEmpty() ? 1 : Math.max(1, lengths(level, fan).stream().mapToDouble(l -> l / 4.0).sum());
    }

    /// Lengths of the dimensions of a torus that `fan` neighbours reach into, first dimension first.
    private static List<Integer> lengths(Level level, int fan) {
        List<Integer> lengths = new ArrayList<>();
        int left = fan;
        for (int dim : level.dims()) {
            if (left > 1) {
                lengths.add(Math.min(dim, left));
                left = ceil(left, dim);
            }
        }
        return lengths;
    }

    private static int ceil(int amount, int part) {
        return (amount + part - 1) / part;
    }
}
