package dev.podwright.network.fault;

import dev.podwright.network.Network;
import dev.podwright.network.Tier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Groups of switches that no cable joins: what is left of a network when its cards are taken away. Those with a switch of the outermost tier are its planes.
final class Planes {
    private Planes() {}

    static List<int[]> of(Network network) {
        Optional<Tier> top = network.tiers().stream().filter(t -> !t.card() && t.size() > 0).reduce((_, last) -> last);
        if (top.isEmpty()) {
            return List.of();
        }
        boolean[] cards = Kinds.cards(network);
        int[] group = Groups.of(network, node -> !cards[node], link -> true);
        int first = top.get().first();
        int[] names = IntStream.range(first, first + top.get().size()).map(n -> group[n]).sorted().distinct().toArray();
        List<int[]> planes = new ArrayList<>();
        for (int name : names) {
            planes.add(IntStream.range(0, network.nodes()).filter(n -> group[n] == name).toArray());
        }
        planes.sort(Comparator.comparingInt(p -> p[0]));
        return planes;
    }
}
