package dev.podwright.fabric;

import dev.podwright.network.Network;
import dev.podwright.network.Tier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Switches on which all ranks of a group hang.
final class Switches {
    private Switches() {}

    /// The switches that have a working link to every rank, for each group.
    static List<int[]> joining(Network network, List<int[]> groups) {
        boolean[] card = new boolean[network.nodes()];
        for (Tier tier : network.tiers()) {
            Arrays.fill(card, tier.first(), tier.first() + tier.size(), tier.card());
        }
        int[] seen = new int[network.nodes()];
        List<int[]> found = new ArrayList<>();
        for (int[] group : groups) {
            Arrays.fill(seen, 0);
            for (int i = 0; i < group.length; i++) {
                for (int at = network.firstOut(group[i]); at < network.firstOut(group[i] + 1); at++) {
                    int link = network.out(at);
                    int node = network.to(link);
                    // A rank counts once, however many links it has to a switch.
                    if (!card[node] && network.capacity(link) > 0 && seen[node] == i) {
                        seen[node]++;
                    }
                }
            }
            int[] joining = new int[seen.length];
            int count = 0;
            for (int node = 0; node < seen.length; node++) {
                if (seen[node] == group.length) {
                    joining[count++] = node;
                }
            }
            found.add(Arrays.copyOf(joining, count));
        }
        return found;
    }
}
