package dev.podwright.network.fault;

import dev.podwright.network.Network;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Which cards still reach each other. Cards that pass nothing on meet where they hang on the same connected switches; two that hang on different planes
/// alone do not meet, though each meets those that hang on both. On rails a card also meets what hangs on the rails of its server's other cards: traffic
/// changes rails inside servers, first or last.
final class Parts {
    private Parts() {}

    /// Cards in parts within which all reach each other, the largest part first; each part keeps the order of `cards`.
    static List<int[]> of(Network network, int[] cards) {
        Map<List<Integer>, List<Integer>> alike = new LinkedHashMap<>();
        boolean[] transit = network.transit();
        int[] group = Groups.of(network, node -> transit[node], link -> network.capacity(link) > 0);
        for (int card : cards) {
            alike.computeIfAbsent(meetsOnRails(network, group, card), _ -> new ArrayList<>()).add(card);
        }
        List<Map.Entry<List<Integer>, List<Integer>>> rest = new ArrayList<>(alike.entrySet());
        rest.sort(Comparator.comparingInt(e -> -e.getValue().size()));
        List<int[]> parts = new ArrayList<>();
        Map<Integer, Integer> order = new LinkedHashMap<>();
        for (int i = 0; i < cards.length; i++) {
            order.put(cards[i], i);
        }
        while (!rest.isEmpty()) {
            List<Map.Entry<List<Integer>, List<Integer>>> part = new ArrayList<>();
            part.add(rest.removeFirst());
            if (part.getFirst().getKey().isEmpty()) {
                // They meet nobody, not even each other.
                part.getFirst().getValue().forEach(card -> parts.add(new int[] {card}));
                continue;
            }
            rest.removeIf(e -> part.stream().allMatch(p -> common(p.getKey(), e.getKey())) && part.add(e));
            parts.add(part.stream().flatMap(e -> e.getValue().stream()).sorted(Comparator.comparing(order::get)).mapToInt(Integer::intValue).toArray());
        }
        parts.sort(Comparator.comparingInt((int[] p) -> -p.length));
        return parts;
    }

    private static boolean common(List<Integer> a, List<Integer> b) {
        return a.stream().anyMatch(b::contains);
    }

    private static List<Integer> meetsOnRails(Network network, int[] group, int card) {
        List<Integer> own = meets(network, group, card);
        int rails = network.rails().orElse(0);
        if (rails == 0 || card >= network.tiers().getFirst().size()) {
            return own;
        }
        TreeSet<Integer> all = new TreeSet<>(own);
        int first = card / rails * rails;
        for (int peer = first; peer < Math.min(first + rails, network.tiers().getFirst().size()); peer++) {
            List<Integer> met = meets(network, group, peer);
            if (common(own, met)) {
                all.addAll(met);
            }
        }
        return List.copyOf(all);
    }

    private static List<Integer> meets(Network network, int[] group, int card) {
        if (group[card] != Groups.NONE) {
            return List.of(group[card]);
        }
        TreeSet<Integer> met = new TreeSet<>();
        for (int at = network.firstOut(card); at < network.firstOut(card + 1); at++) {
            int link = network.out(at);
            if (network.capacity(link) > 0 && group[network.to(link)] != Groups.NONE) {
                met.add(group[network.to(link)]);
            }
        }
        return List.copyOf(met);
    }
}
