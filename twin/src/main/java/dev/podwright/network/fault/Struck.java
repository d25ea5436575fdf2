package dev.podwright.network.fault;

import dev.podwright.document.InputException;
import dev.podwright.network.Network;
import dev.podwright.network.topology.Wired;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;

/// Lays a condition on a network: which nodes and cables are down, what each link has left. What is named comes before what is drawn; one kind is drawn from a
/// shuffle of its own, apart for what fails and what is slowed, so that more of it, or something else besides, leaves the first draws as they were.
final class Struck {
    private final Network built;
    private final Condition condition;
    private final Kinds kinds;
    private final BitSet nodes = new BitSet();
    private final BitSet cables = new BitSet();
    private final double[] capacity;

    Struck(Wired wired, Condition condition) {
        this.built = wired.network();
        this.condition = condition;
        this.kinds = new Kinds(wired);
        this.capacity = built.capacities();
        oversubscribe();
        condition.degraded().forEach(this::slow);
        condition.faults().stream().filter(f -> !(f instanceof Fault.Some)).forEach(this::fail);
        condition.faults().stream().filter(Fault.Some.class::isInstance).forEach(this::fail);
        cables.stream().forEach(c -> capacity[2 * c] = capacity[2 * c + 1] = 0);
    }

    /// Cards and switches that are down.
    BitSet nodes() {
        return nodes;
    }

    /// Cables that are down, those of such nodes included.
    BitSet cables() {
        return cables;
    }

    /// Bytes/s that each link has left.
    double[] capacity() {
        return capacity;
    }

    private void oversubscribe() {
        if (condition.oversubscription() == 1) {
            return;
        }
        boolean[] cards = Kinds.cards(built);
        int[] above = IntStream.range(0, built.links()).filter(l -> !cards[built.from(l)] && !cards[built.to(l)]).toArray();
        if (above.length == 0) {
            throw new InputException("%sthe network of %s has nothing above its leaves: no cable joins two switches.".formatted(place("oversubscribe"), built.name()),
                    "Slow its cables instead, such as degrade link:%s=25%%.".formatted(built.types().getLast().name()));
        }
        for (int link : above) {
            capacity[link] /= condition.oversubscription();
        }
    }

    private void slow(Degraded degraded) {
        BitSet slowed = new BitSet();
        mark(degraded.what(), "degrade", new BitSet(), slowed);
        slowed.stream().forEach(c -> {
            capacity[2 * c] *= degraded.left();
            capacity[2 * c + 1] *= degraded.left();
        });
    }

    private void fail(Fault fault) {
        mark(fault, "fail", nodes, cables);
    }

    private void mark(Fault fault, String field, BitSet ofNodes, BitSet ofCables) {
        String place = place(field);
        switch (fault) {
            case Fault.One one -> {
                int item = kinds.item(place, one.kind(), one.index());
                one(kinds.find(place, one.kind()).cables(), item, ofNodes, ofCables);
            }
            case Fault.Plane plane -> Arrays.stream(kinds.plane(place, plane.index())).forEach(n -> one(false, n, ofNodes, ofCables));
            case Fault.Links links -> Arrays.stream(type(place, links.type())).forEach(ofCables::set);
            case Fault.Some some -> draw(field, some, ofNodes, ofCables);
        }
    }

    private void one(boolean cable, int item, BitSet ofNodes, BitSet ofCables) {
        if (cable) {
            ofCables.set(item);
        } else {
            ofNodes.set(item);
            Arrays.stream(kinds.cablesOf(item)).forEach(ofCables::set);
        }
    }

    private int[] type(String place, String name) {
        Kinds.Kind kind = kinds.find(place, name);
        if (!kind.cables()) {
            throw new InputException("%slink:%s names no cables: %s are cards or switches.".formatted(place, name, name),
                    "Types of cables are %s; all cables of one node are %s:0, say.".formatted(String.join(", ", kinds.cableTypes()), name));
        }
        return kind.items();
    }

    private void draw(String field, Fault.Some some, BitSet ofNodes, BitSet ofCables) {
        String place = place(field);
        Kinds.Kind kind = kinds.find(place, some.kind());
        BitSet struck = kind.cables() ? ofCables : ofNodes;
        int[] up = Arrays.stream(shuffled(field + kind.name(), kind.items())).filter(item -> !struck.get(item)).toArray();
        if (some.count() > up.length) {
            throw new InputException("%s%s draws more than the %d of %s that the network of %s has%s.".formatted(place, some.word(), up.length, some.kind(), built.name(),
                    up.length < kind.items().length ? " left" : ""), "Draw at most %d.".formatted(up.length));
        }
        for (int i = 0; i < some.count(); i++) {
            one(kind.cables(), up[i], ofNodes, ofCables);
        }
    }

    /// Fisher and Yates' shuffle (Knuth, The Art of Computer Programming, volume 2, algorithm P).
    private int[] shuffled(String what, int[] all) {
        Random random = new Random(condition.seed() + ((long) what.hashCode() << Integer.SIZE));
        int[] items = all.clone();
        for (int i = 0; i < items.length - 1; i++) {
            int other = i + random.nextInt(items.length - i);
            int swap = items[i];
            items[i] = items[other];
            items[other] = swap;
        }
        return items;
    }

    private String place(String field) {
        return (condition.place().isEmpty() ? "" : condition.place() + ", ") + field + ": ";
    }
}
