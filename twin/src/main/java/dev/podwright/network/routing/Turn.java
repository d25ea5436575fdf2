package dev.podwright.network.routing;

import dev.podwright.network.Network;
import dev.podwright.network.Tier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A way to lay a network on itself: each node on one of its tier, each link on one of its type and capacity.
///
/// @param nodes image of each node
/// @param links image of each link
record Turn(int[] nodes, int[] links) {
    private static final int NONE = -1;
    /// Odd constants that spread sums of numbers: the golden ratio, and MurmurHash3's finaliser.
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final long SPREAD = 0xff51afd7ed558ccdL;

    /// @param cards image of each card, by its place among the cards
    /// @return empty if the rest of the network does not follow
    static Optional<Turn> of(Network network, Tier tier, int[] cards) {
        int[] nodes = new int[network.nodes()];
        Arrays.fill(nodes, NONE);
        for (int i = 0; i < cards.length; i++) {
            nodes[tier.first() + i] = tier.first() + cards[i];
        }
        for (Tier other : network.tiers()) {
            if (other != tier && !follow(network, other, nodes)) {
                return Optional.empty();
            }
        }
        int[] links = links(network, nodes);
        return links == null ? Optional.empty() : Optional.of(new Turn(nodes, links));
    }

    /// Lays each node of a tier on one with as many neighbours at the images of its own; of several such, the first on the first.
    private static boolean follow(Network network, Tier tier, int[] nodes) {
        Map<Long, int[]> found = new HashMap<>();
        for (int node = tier.first(); node < tier.first() + tier.size(); node++) {
            long key = neighbours(network, node, nodes, false);
            int[] alike = found.getOrDefault(key, new int[1]);
            alike = Arrays.copyOf(alike, alike.length + 1);
            alike[alike.length - 1] = node;
            found.put(key, alike);
        }
        for (int node = tier.first(); node < tier.first() + tier.size(); node++) {
            int[] alike = found.get(neighbours(network, node, nodes, true));
            if (alike == null || ++alike[0] == alike.length) {
                return false;
            }
            nodes[node] = alike[alike[0]];
        }
        return true;
    }

    /// Neighbours in tiers that were laid before, or their images.
    private static long neighbours(Network network, int node, int[] nodes, boolean images) {
        long sum = 0;
        for (int at = network.firstOut(node); at < network.firstOut(node + 1); at++) {
            int to = network.to(network.out(at));
            if (nodes[to] != NONE) {
                long number = (images ? nodes[to] : to) * GOLDEN;
                sum += (number ^ number >>> Integer.SIZE) * SPREAD;
            }
        }
        return sum;
    }

    /// @return null if some link has no image
    private static int[] links(Network network, int[] nodes) {
        int[] images = new int[network.links()];
        int[] first = new int[network.nodes()];
        int[] next = new int[network.links()];
        Arrays.fill(first, NONE);
        for (int node = 0; node < nodes.length; node++) {
            int image = nodes[node];
            if (network.firstOut(node + 1) - network.firstOut(node) != network.firstOut(image + 1) - network.firstOut(image)) {
                return null;
            }
            for (int at = network.firstOut(image + 1) - 1; at >= network.firstOut(image); at--) {
                int link = network.out(at);
                next[link] = first[network.to(link)];
                first[network.to(link)] = link;
            }
            boolean whole = true;
            for (int at = network.firstOut(node); at < network.firstOut(node + 1); at++) {
                int link = network.out(at);
                int onto = first[nodes[network.to(link)]];
                // Cables side by side are laid on one another in their order.
                if (onto == NONE || network.capacity(onto) != network.capacity(link) || network.type(onto) != network.type(link)) {
                    whole = false;
                    break;
                }
                first[nodes[network.to(link)]] = next[onto];
                images[link] = onto;
            }
            if (!whole) {
                return null;
            }
        }
        return images;
    }
}
