package dev.podwright.network.fault;

import dev.podwright.network.Network;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Groups of switches that no cable joins: what is left of a network when its cards are taken away. Planes are those of one make (switches of the same
/// tiers) of which there are several, and which reach the most cards: the planes of a pod, not the switches inside its servers.
final class Planes {
    private Planes() {}

    /// The switches of each plane; of a network without planes, none.
    static List<int[]> of(Network network) {
        boolean[] cards = Kinds.cards(network);
        int[] group = Groups.of(network, node -> !cards[node], link -> true);
        Map<Integer, List<Integer>> groups = new TreeMap<>();
        IntStream.range(0, group.length).filter(n -> group[n] != Groups.NONE).forEach(n -> groups.computeIfAbsent(group[n], _ -> new ArrayList<>()).add(n));
        Map<List<Integer>, List<int[]>> makes = new LinkedHashMap<>();
        groups.values().forEach(members -> makes.computeIfAbsent(make(network, members), _ -> new ArrayList<>()).add(members.stream().mapToInt(Integer::intValue).toArray()));
        return makes.values().stream().filter(alike -> alike.size() > 1).max(Comparator.comparingLong(alike -> reached(network, cards, alike.getFirst()))).orElse(List.of());
    }

    /// The tiers of its switches.
    private static List<Integer> make(Network network, List<Integer> members) {
        return IntStream.range(0, network.tiers().size()).boxed().filter(t -> members.stream().anyMatch(n -> n >= network.tiers().get(t).first()
                && n < network.tiers().get(t).first() + network.tiers().get(t).size())).collect(Collectors.toList());
    }

    private static long reached(Network network, boolean[] cards, int[] plane) {
        return IntStream.of(plane).flatMap(n -> IntStream.range(network.firstOut(n), network.firstOut(n + 1))).map(at -> network.to(network.out(at))).filter(n -> cards[n])
                .distinct().count();
    }
}
