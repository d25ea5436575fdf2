package dev.podwright.fabric;

import dev.podwright.network.Network;
import java.util.Arrays;

/// Links between nodes, by the shortest way.
final class Distances {
    private Distances() {}

    /// To every node, `Integer.MAX_VALUE` where no way leads.
    static int[] from(Network network, int sender) {
        boolean[] transit = network.transit();
        int[] distance = new int[network.nodes()];
        int[] order = new int[network.nodes()];
        Arrays.fill(distance, Integer.MAX_VALUE);
        distance[sender] = 0;
        order[0] = sender;
        int reached = 1;
        for (int i = 0; i < reached; i++) {
            int node = order[i];
            for (int at = network.firstOut(node); (node == sender || transit[node]) && at < network.firstOut(node + 1); at++) {
                int next = network.to(network.out(at));
                if (network.capacity(network.out(at)) > 0 && distance[next] == Integer.MAX_VALUE) {
                    distance[next] = distance[node] + 1;
                    order[reached++] = next;
                }
            }
        }
        return distance;
    }
}
