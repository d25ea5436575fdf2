package dev.podwright.network.fault;

import dev.podwright.network.Network;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// Connected parts of a network.
final class Groups {
    static final int NONE = -1;

    private Groups() {}

    /// The number of the part of each node, parts numbered in the order of their first nodes; [#NONE] for nodes that do not take part.
    ///
    /// @param nodes which take part
    /// @param links which join; both directions of a cable alike
    static int[] of(Network network, IntPredicate nodes, IntPredicate links) {
        int[] group = new int[network.nodes()];
        Arrays.fill(group, NONE);
        int[] queue = new int[network.nodes()];
        int groups = 0;
        for (int start = 0; start < group.length; start++) {
            if (group[start] != NONE || !nodes.test(start)) {
                continue;
            }
            int end = 0;
            queue[end++] = start;
            group[start] = groups;
            for (int i = 0; i < end; i++) {
                for (int at = network.firstOut(queue[i]); at < network.firstOut(queue[i] + 1); at++) {
                    int link = network.out(at);
                    int next = network.to(link);
                    if (group[next] == NONE && links.test(link) && nodes.test(next)) {
                        group[next] = groups;
                        queue[end++] = next;
                    }
                }
            }
            groups++;
        }
        return group;
    }
}
