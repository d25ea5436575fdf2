package dev.podwright.network.given;

import dev.podwright.document.InputException;
import dev.podwright.network.Network;
import dev.podwright.network.Tier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds nodes without links and cards that do not reach each other.
final class Whole {
    private Whole() {}

    /// @param place of the topology, for messages
    static void check(Object place, Network network) {
        for (Tier tier : network.tiers()) {
            for (int node = tier.first(); node < tier.first() + tier.size(); node++) {
                if (network.firstOut(node) == network.firstOut(node + 1)) {
                    throw new InputException("%s: %s has no link.".formatted(place, network.label(node)),
                            "Join it to something, or leave it out: the %s tier has %d.".formatted(tier.name(), tier.size()));
                }
            }
        }
        Tier cards = network.tiers().getFirst();
        boolean[] reached = reached(network, cards);
        List<Integer> apart = new ArrayList<>();
        for (int card = 0; card < cards.size(); card++) {
            if (!reached[cards.node(card)]) {
                apart.add(card);
            }
        }
        if (!apart.isEmpty()) {
            throw new InputException("%s: no way leads from %s to %s%s.".formatted(place, network.label(cards.first()), network.label(cards.node(apart.getFirst())),
                    apart.size() > 1 ? " and %d other cards".formatted(apart.size() - 1) : ""),
                    "Join the two parts of %d and %d cards.".formatted(cards.size() - apart.size(), apart.size()));
        }
    }

    private static boolean[] reached(Network network, Tier cards) {
        boolean[] reached = new boolean[network.nodes()];
        boolean[] transit = new boolean[network.nodes()];
        network.tiers().forEach(t -> Arrays.fill(transit, t.first(), t.first() + t.size(), t.transit()));
        int[] queue = new int[network.nodes()];
        int end = 1;
        queue[0] = cards.first();
        reached[cards.first()] = true;
        for (int i = 0; i < end; i++) {
            if (i > 0 && !transit[queue[i]]) {
                continue;
            }
            for (int at = network.firstOut(queue[i]); at < network.firstOut(queue[i] + 1); at++) {
                int next = network.to(network.out(at));
                if (!reached[next]) {
                    reached[next] = true;
                    queue[end++] = next;
                }
            }
        }
        return reached;
    }
}
