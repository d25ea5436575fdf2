package dev.podwright.network.routing;

import dev.podwright.network.Network;
import dev.podwright.network.Tier;
import java.util.Arrays;

/// How far each node is from one card, and the order in which traffic to it flows: shortest ways over links that are up.
final class Toward {
    static final int UNREACHED = Integer.MAX_VALUE;

    private final Network network;
    private final boolean[] transit;
    private final int[] distance;
    /// Nodes in the order of their distance, the nearest first.
    private final int[] order;
    private int reached;

    Toward(Network network) {
        this.network = network;
        this.distance = new int[network.nodes()];
        this.order = new int[network.nodes()];
        this.transit = new boolean[network.nodes()];
        for (Tier tier : network.tiers()) {
            Arrays.fill(transit, tier.first(), tier.first() + tier.size(), tier.transit());
        }
    }

    /// Finds the ways to `target`.
    void find(int target) {
        Arrays.fill(distance, UNREACHED);
        distance[target] = 0;
        order[0] = target;
        reached = 1;
        for (int i = 0; i < reached; i++) {
            int node = order[i];
            if (node != target && !transit[node]) {
                continue;
            }
            for (int at = network.firstOut(node); at < network.firstOut(node + 1); at++) {
                // Cables are pairs of links: the way back of an outgoing link comes in.
                int in = network.out(at) ^ 1;
                int before = network.from(in);
                if (network.capacity(in) > 0 && distance[before] == UNREACHED) {
                    distance[before] = distance[node] + 1;
                    order[reached++] = before;
                }
            }
        }
    }

    int distance(int node) {
        return distance[node];
    }

    /// Nodes from which the target can be reached, it included.
    int reached() {
        return reached;
    }

    /// The `index`-th nearest of them.
    int node(int index) {
        return order[index];
    }

    /// Whether `link` leads one step nearer.
    boolean nearer(int link) {
        int next = network.to(link);
        int here = distance[network.from(link)];
        return network.capacity(link) > 0 && distance[next] != UNREACHED && distance[next] == here - 1 && (transit[next] || distance[next] == 0);
    }
}
