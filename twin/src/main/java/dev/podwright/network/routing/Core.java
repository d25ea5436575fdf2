package dev.podwright.network.routing;

import dev.podwright.network.Network;
import java.util.Arrays;

/// The nodes that pass traffic on and the links between them that are up. Cards that pass nothing on are no part of it: searches go
/// through hundreds of switches, not through thousands of cards.
///
/// Nodes of one connected part are numbered one after the other, in the order of their numbers in the network.
final class Core {
    private final Network network;
    /// Core numbers by network number, -1 for cards that pass nothing on.
    private final int[] numbers;
    private final int[] nodes;
    private final int[] parts;
    private final int[] partStarts;
    /// Links that come into each node.
    private final int[] inFrom;
    private final int[] inLinks;
    private final int[] inNodes;
    /// Links that leave each node.
    private final int[] outFrom;
    private final int[] outLinks;
    private final int[] outNodes;

    Core(Network network) {
        this.network = network;
        boolean[] transit = network.transit();
        int[] roots = roots(transit);
        int size = 0;
        int found = 0;
        int[] partOf = new int[roots.length];
        for (int n = 0; n < roots.length; n++) {
            size += transit[n] ? 1 : 0;
            partOf[n] = transit[n] && roots[n] == n ? found++ : -1;
        }
        this.partStarts = new int[found + 1];
        for (int n = 0; n < roots.length; n++) {
            if (transit[n]) {
                partStarts[partOf[roots[n]] + 1]++;
            }
        }
        for (int p = 0; p < found; p++) {
            partStarts[p + 1] += partStarts[p];
        }
        this.numbers = new int[roots.length];
        this.nodes = new int[size];
        this.parts = new int[size];
        int[] at = Arrays.copyOf(partStarts, found);
        for (int n = 0; n < roots.length; n++) {
            numbers[n] = transit[n] ? at[partOf[roots[n]]]++ : -1;
            if (transit[n]) {
                nodes[numbers[n]] = n;
                parts[numbers[n]] = partOf[roots[n]];
            }
        }
        this.inFrom = new int[size + 1];
        for (int l = 0; l < network.links(); l++) {
            if (joins(l)) {
                inFrom[numbers[network.to(l)] + 1]++;
            }
        }
        for (int n = 0; n < size; n++) {
            inFrom[n + 1] += inFrom[n];
        }
        this.inLinks = new int[inFrom[size]];
        this.inNodes = new int[inFrom[size]];
        int[] next = Arrays.copyOf(inFrom, size);
        for (int l = 0; l < network.links(); l++) {
            if (joins(l)) {
                int place = next[numbers[network.to(l)]]++;
                inLinks[place] = l;
                inNodes[place] = numbers[network.from(l)];
            }
        }
        this.outFrom = new int[size + 1];
        this.outLinks = new int[inLinks.length];
        this.outNodes = new int[inLinks.length];
        int out = 0;
        for (int n = 0; n < size; n++) {
            for (int l = network.firstOut(nodes[n]); l < network.firstOut(nodes[n] + 1); l++) {
                if (joins(network.out(l))) {
                    outLinks[out] = network.out(l);
                    outNodes[out++] = numbers[network.to(network.out(l))];
                }
            }
            outFrom[n + 1] = out;
        }
    }

    private boolean joins(int link) {
        return network.capacity(link) > 0 && numbers[network.from(link)] >= 0 && numbers[network.to(link)] >= 0;
    }

    /// Of each node the least of its connected part.
    private int[] roots(boolean[] transit) {
        int[] parent = new int[transit.length];
        Arrays.setAll(parent, i -> i);
        for (int l = 0; l < network.links(); l++) {
            if (network.capacity(l) > 0 && transit[network.from(l)] && transit[network.to(l)]) {
                int a = root(parent, network.from(l));
                int b = root(parent, network.to(l));
                parent[Math.max(a, b)] = Math.min(a, b);
            }
        }
        for (int n = 0; n < parent.length; n++) {
            parent[n] = root(parent, n);
        }
        return parent;
    }

    private static int root(int[] parent, int node) {
        int at = node;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    Network network() {
        return network;
    }

    int size() {
        return nodes.length;
    }

    /// @return -1 if `node` of the network passes nothing on
    int number(int node) {
        return numbers[node];
    }

    /// The network's number of a node.
    int node(int number) {
        return nodes[number];
    }

    int parts() {
        return partStarts.length - 1;
    }

    /// The connected part in which a node is.
    int part(int number) {
        return parts[number];
    }

    /// The lowest number of a part.
    int partStart(int part) {
        return partStarts[part];
    }

    int partSize(int part) {
        return partStarts[part + 1] - partStarts[part];
    }

    /// Links inside a part.
    int partLinks(int part) {
        return inFrom[partStarts[part + 1]] - inFrom[partStarts[part]];
    }

    int inFrom(int number) {
        return inFrom[number];
    }

    int inLink(int at) {
        return inLinks[at];
    }

    /// Where the link at that place comes from.
    int inNode(int at) {
        return inNodes[at];
    }

    int outFrom(int number) {
        return outFrom[number];
    }

    int outLink(int at) {
        return outLinks[at];
    }

    /// Where the link at that place leads.
    int outNode(int at) {
        return outNodes[at];
    }
}
