package dev.podwright.app.drawing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// One group of a storey, or of several joined alike, and what stands in it: members, and the switches that join them.
///
/// @param from innermost storey that is drawn
/// @param to outermost storey that is drawn
/// @param parent which of the groups of storey `to` is drawn
/// @param own switches that join members
/// @param edge switches inside members through which they are joined
record Floor(Anatomy anatomy, Traffic traffic, int[] ranks, int from, int to, int parent, List<Integer> own, List<Integer> edge) {

    static Floor of(Anatomy anatomy, Traffic traffic, int[] ranks, int from, int to, int parent) {
        TreeSet<Integer> own = new TreeSet<>();
        TreeSet<Integer> edge = new TreeSet<>();
        for (int l = 0; l < traffic.network().links(); l++) {
            int storey = anatomy.storeyOfLink(l);
            if (storey >= from && storey <= to) {
                for (int node : new int[] {traffic.network().from(l), traffic.network().to(l)}) {
                    if (anatomy.distance(node) > 0 && anatomy.low(node) / anatomy.size(to) == parent) {
                        (anatomy.storey(node) >= from ? own : edge).add(node);
                    }
                }
            }
        }
        return new Floor(anatomy, traffic, ranks, from, to, parent, List.copyOf(own), List.copyOf(edge));
    }

    int members() {
        return Math.ceilDiv(Math.min(anatomy.size(to), ranks.length - parent * anatomy.size(to)), memberSize());
    }

    /// Ranks of a member.
    int memberSize() {
        return anatomy.size(from - 1);
    }

    /// Nodes of the ranks of a member.
    List<Integer> cards(int member) {
        int first = parent * anatomy.size(to) + member * memberSize();
        return Arrays.stream(ranks, first, Math.min(ranks.length, first + memberSize())).boxed().toList();
    }

    /// Member that holds a node of this floor.
    int memberOf(int node) {
        return (anatomy.low(node) - parent * anatomy.size(to)) / memberSize();
    }

    /// Switches inside a member.
    List<Integer> edge(int member) {
        return edge.stream().filter(node -> memberOf(node) == member).toList();
    }

    /// Whether members are joined without switches of their own.
    boolean direct() {
        return own.isEmpty();
    }

    /// Members as things of their own; the same number of each node.
    Quotient byMember() {
        int[] thing = new int[traffic.network().nodes()];
        Arrays.fill(thing, Quotient.NONE);
        for (int m = 0; m < members(); m++) {
            for (int card : cards(m)) {
                thing[card] = m;
            }
        }
        for (int node : edge) {
            thing[node] = memberOf(node);
        }
        return things(thing);
    }

    /// Each node a thing of its own number, if it is one of `shown`.
    Quotient links(Iterable<Integer> shown) {
        int[] thing = new int[traffic.network().nodes()];
        Arrays.fill(thing, Quotient.NONE);
        shown.forEach(node -> thing[node] = node);
        return things(thing);
    }

    /// The links of this floor between things.
    Quotient things(int[] thing) {
        return new Quotient(traffic, thing, l -> anatomy.storeyOfLink(l) >= from && anatomy.storeyOfLink(l) <= to);
    }

    /// Switches of this floor, by how far they are from the cards.
    List<List<Integer>> tiers() {
        List<List<Integer>> tiers = new ArrayList<>();
        own.stream().map(anatomy::distance).distinct().sorted().forEach(d -> tiers.add(own.stream().filter(n -> anatomy.distance(n) == d).toList()));
        return tiers;
    }

    /// Members with a failed card or switch.
    TreeSet<Integer> hurt() {
        TreeSet<Integer> hurt = new TreeSet<>();
        for (int m = 0; m < members(); m++) {
            if (cards(m).stream().anyMatch(traffic::lost)) {
                hurt.add(m);
            }
        }
        edge.stream().filter(traffic::lost).forEach(node -> hurt.add(memberOf(node)));
        return hurt;
    }
}
