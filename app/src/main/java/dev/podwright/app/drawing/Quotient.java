package dev.podwright.app.drawing;

import dev.podwright.network.Network;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/// A network seen from further away: nodes taken together as things, links between two things as a [Bundle].
final class Quotient {
    static final int NONE = -1;

    private final Traffic traffic;
    private final Map<Long, Bundle> bundles = new HashMap<>();
    private final Map<Integer, TreeSet<Integer>> joined = new HashMap<>();

    /// @param thing of each node, or [#NONE]
    /// @param which links count
    Quotient(Traffic traffic, int[] thing, IntPredicate which) {
        this.traffic = traffic;
        Network network = traffic.network();
        for (int l = 0; l < network.links(); l++) {
            int a = thing[network.from(l)];
            int b = thing[network.to(l)];
            if (a != NONE && b != NONE && a != b && which.test(l)) {
                bundles.computeIfAbsent(key(a, b), _ -> new Bundle()).add(traffic, l);
                joined.computeIfAbsent(a, _ -> new TreeSet<>()).add(b);
            }
        }
    }

    private static long key(int a, int b) {
        return (long) Math.min(a, b) << Integer.SIZE | Math.max(a, b);
    }

    boolean joins(int a, int b) {
        return bundles.containsKey(key(a, b));
    }

    Bundle between(int a, int b) {
        return bundles.get(key(a, b));
    }

    /// Things joined to `thing`, in order.
    TreeSet<Integer> joined(int thing) {
        return joined.getOrDefault(thing, new TreeSet<>());
    }

    Look look(int a, int b, Look plain) {
        return between(a, b).look(traffic.flows(), plain);
    }
}
