package dev.podwright.network.routing;

import dev.podwright.network.Network;
import dev.podwright.network.Tier;
import java.util.Arrays;

/// What the number of a target is divided by before D-mod-k takes its remainder, so that each level of a tree looks at other digits of
/// it: the product of the ways up at the levels below (Zahavi, Fat-tree routing and node ordering providing contention free traffic for
/// MPI global collectives, J. Parallel Distrib. Comput. 72, 2012). Links that are down count: a fault moves no other traffic.
final class Strides {
    private static final int UNKNOWN = -1;

    private final int[] strides;

    Strides(Network network) {
        int[] height = new int[network.nodes()];
        int[] order = new int[network.nodes()];
        Arrays.fill(height, UNKNOWN);
        int known = 0;
        for (Tier tier : network.tiers()) {
            for (int node = tier.first(); tier.card() && node < tier.first() + tier.size(); node++) {
                height[node] = 0;
                order[known++] = node;
            }
        }
        for (int i = 0; i < known; i++) {
            for (int at = network.firstOut(order[i]); at < network.firstOut(order[i] + 1); at++) {
                int next = network.to(network.out(at));
                if (height[next] == UNKNOWN) {
                    height[next] = height[order[i]] + 1;
                    order[known++] = next;
                }
            }
        }
        int top = known == 0 ? 0 : height[order[known - 1]];
        int[] ways = new int[top + 1];
        for (int i = 0; i < known; i++) {
            int up = 0;
            for (int at = network.firstOut(order[i]); at < network.firstOut(order[i] + 1); at++) {
                up += height[network.to(network.out(at))] > height[order[i]] ? 1 : 0;
            }
            ways[height[order[i]]] = Math.max(ways[height[order[i]]], up);
        }
        int[] byHeight = new int[top + 1];
        byHeight[0] = 1;
        for (int h = 1; h <= top; h++) {
            byHeight[h] = (int) Math.min(Integer.MAX_VALUE, (long) byHeight[h - 1] * Math.max(1, ways[h - 1]));
        }
        this.strides = new int[height.length];
        for (int node = 0; node < height.length; node++) {
            strides[node] = height[node] == UNKNOWN ? 1 : byHeight[height[node]];
        }
    }

    int of(int node) {
        return strides[node];
    }
}
