package dev.podwright.network.topology;

import dev.podwright.catalog.Level;
import dev.podwright.catalog.Pod;
import dev.podwright.catalog.Quantity;
import dev.podwright.catalog.Wiring;
import dev.podwright.network.LinkType;
import dev.podwright.network.NetworkBuilder;
import dev.podwright.network.Routing;
import dev.podwright.network.Tier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Pods as networks, put together from their levels from the inside out.
///
/// A level of its own ports gives each card links whose bandwidths add up to the level's bandwidth: one for a pair of dies, one to each other member
/// of a full mesh, two per dimension of a torus, one per plane to a switch. Levels that share ports are tiers of one [Tower].
public final class Wirings {
    private final Pod pod;
    private final NetworkBuilder builder;
    private final Tier cards;
    private final Set<String> assumptions = new LinkedHashSet<>();
    private final Budget budget = new Budget();
    private int[] spares = {};

    private Wirings(Pod pod) {
        this.pod = pod;
        this.builder = new NetworkBuilder(pod.id());
        List<Level> joined = pod.levels().stream().filter(l -> l.groups() > 1).toList();
        boolean relays = joined.stream().anyMatch(Wirings::direct);
        this.cards = relays ? builder.routingCards(pod.ranks()) : builder.cards(pod.ranks());
        if (relays && joined.stream().allMatch(Wirings::direct)) {
            builder.grid(joined.stream().flatMap(l -> l.dims().isEmpty() ? Stream.of(l.groups()) : l.dims().stream()).toList());
        }
    }

    /// Whether cards pass on what is for others.
    private static boolean direct(Level level) {
        return level.wiring() == Wiring.FULL_MESH || level.wiring() == Wiring.TORUS;
    }

    /// The network of `pod`, resized or not.
    ///
    /// @throws dev.podwright.document.InputException if nobody has published the bandwidth of one of its levels
    public static Wired of(Pod pod) {
        return new Wirings(pod).wired();
    }

    private Wired wired() {
        int inner = 1;
        for (Run run : Run.of(pod.levels())) {
            Level level = run.levels().getFirst();
            switch (level.wiring()) {
                case DIE_PAIR, FULL_MESH -> mesh(level, inner);
                case TORUS -> torus(level, inner);
                case SWITCH, FAT_TREE, PCIE -> assumptions.addAll(new Tower(builder, cards, run, inner, budget).build());
            }
            run.levels().stream().map(l -> l.shape().assumption()).filter(a -> !a.isEmpty()).forEach(assumptions::add);
            inner = Math.multiplyExact(inner, run.groups());
        }
        return new Wired(builder.build(), IntStream.range(0, cards.size()).toArray(), spares, new Routing.Spray(), List.copyOf(assumptions));
    }

    /// One cable between any two members.
    private void mesh(Level level, int stride) {
        int members = level.groups();
        budget.take(level.name(), cards.size() * (members - 1.0) / 2);
        double each = level.bandwidth().si() / (members - 1);
        int type = builder.type(new LinkType(level.name(), each, seconds(level)));
        for (int card = 0; card < cards.size(); card++) {
            int at = card / stride % members;
            for (int other = at + 1; other < members; other++) {
                builder.cable(cards.node(card), cards.node(card + (other - at) * stride), type);
            }
        }
        if (level.shape().spares() > 0) {
            spares(level, stride * members, each);
        }
    }

    /// A spare card has a cable to each card of its group, so that it can take the place of any of them; it passes nothing on.
    private void spares(Level level, int group, double each) {
        int perGroup = level.shape().spares();
        budget.take(level.name(), (double) cards.size() * perGroup);
        Tier spare = builder.spares(cards.size() / group * perGroup);
        int type = builder.type(new LinkType("card-spare", each, seconds(level)));
        for (int s = 0; s < spare.size(); s++) {
            for (int card = 0; card < group; card++) {
                builder.cable(cards.node(s / perGroup * group + card), spare.node(s), type);
            }
        }
        spares = IntStream.range(0, spare.size()).map(spare::node).toArray();
    }

    /// Rings in each dimension. A slice of a larger torus has no wrap links in a dimension that it does not fill.
    private void torus(Level level, int inside) {
        budget.take(level.name(), (double) cards.size() * level.dims().size());
        List<Integer> open = new ArrayList<>();
        int type = builder.type(new LinkType(level.name(), level.bandwidth().si() / (2 * level.dims().size()), seconds(level)));
        int stride = inside;
        for (int d = 0; d < level.dims().size(); d++) {
            int length = level.dims().get(d);
            boolean wraps = wraps(level, d);
            for (int card = 0; card < cards.size(); card++) {
                int at = card / stride % length;
                if (at + 1 < length) {
                    builder.cable(cards.node(card), cards.node(card + stride), type);
                } else if (wraps && length > 1) {
                    builder.cable(cards.node(card), cards.node(card - at * stride), type);
                }
            }
            if (!wraps && length > 1) {
                open.add(length);
            }
            stride *= length;
        }
        if (!open.isEmpty()) {
            assumptions.add("The part of %s has no wrap links in its dimensions of %s: it does not fill them.".formatted(level.name(),
                    String.join(" and ", open.stream().map(String::valueOf).toList())));
        }
    }

    private static boolean wraps(Level level, int dimension) {
        int length = level.dims().get(dimension);
        List<Integer> whole = level.shape().whole();
        int cube = level.shape().cube();
        return whole.isEmpty() || whole.get(dimension) == length || cube > 0 && length % cube == 0;
    }

    private static double seconds(Level level) {
        return level.latency().map(Quantity::si).orElse(0.0);
    }
}
