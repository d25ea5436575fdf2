package dev.podwright.network.topology;

import dev.podwright.network.LinkType;
import dev.podwright.network.Network;
import dev.podwright.network.Tier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What tests ask about a network.
final class Graph {
    private Graph() {}

    /// Links that leave a node.
    static Stream<Integer> links(Network network, int node) {
        return IntStream.range(network.firstOut(node), network.firstOut(node + 1)).mapToObj(network::out);
    }

    static int reached(Network network, int start) {
        return (int) Arrays.stream(distances(network, start)).filter(d -> d >= 0).count();
    }

    /// Hops to the farthest of the first `nodes` nodes.
    static int farthest(Network network, int start, int nodes) {
        return Arrays.stream(distances(network, start)).limit(nodes).max().orElseThrow();
    }

    private static int[] distances(Network network, int start) {
        int[] distance = new int[network.nodes()];
        Arrays.fill(distance, -1);
        int[] queue = new int[network.nodes()];
        int end = 1;
        queue[0] = start;
        distance[start] = 0;
        for (int i = 0; i < end; i++) {
            for (int at = network.firstOut(queue[i]); at < network.firstOut(queue[i] + 1); at++) {
                int next = network.to(network.out(at));
                if (distance[next] < 0) {
                    distance[next] = distance[queue[i]] + 1;
                    queue[end++] = next;
                }
            }
        }
        return distance;
    }

    /// Cables of each type.
    static Map<String, Integer> cables(Network network) {
        Map<String, Integer> cables = new HashMap<>();
        for (int link = 0; link < network.links(); link += 2) {
            cables.merge(network.type(link).name(), 1, Integer::sum);
        }
        return cables;
    }

    static Set<Integer> degrees(Network network, String tier) {
        Tier all = network.tier(tier);
        Set<Integer> degrees = new TreeSet<>();
        for (int i = 0; i < all.size(); i++) {
            degrees.add(network.firstOut(all.node(i) + 1) - network.firstOut(all.node(i)));
        }
        return degrees;
    }

    static LinkType link(Network network, String type) {
        return network.types().stream().filter(t -> t.name().equals(type)).findFirst().orElseThrow();
    }

    /// Bytes/s of all cables of a type, one direction.
    static double total(Network network, String type) {
        return IntStream.range(0, network.links() / 2).filter(c -> network.type(2 * c).name().equals(type)).mapToDouble(c -> network.capacity(2 * c)).sum();
    }
}
