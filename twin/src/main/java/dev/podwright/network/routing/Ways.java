package dev.podwright.network.routing;

import java.util.Arrays;

/// Shortest ways inside one part of the core to one gate: how far each node is, and which of its links lead one step nearer. Nodes
/// are numbered from 0 within their part.
final class Ways {
    static final int UNREACHED = Integer.MAX_VALUE;

    private final Core core;
    private final int[] distance;
    /// Nodes in the order of their distance, the nearest first.
    private final int[] order;
    private int reached;
    private int size;
    /// Links that lead nearer, by the node that they leave.
    private final int[] from;
    private final int[] links;
    private final int[] ends;
    /// The same in the order in which the search met them.
    private final int[] metLinks;
    private final int[] metStarts;
    private final int[] metEnds;
    private int met;

    Ways(Core core) {
        this.core = core;
        int nodes = 0;
        int most = 0;
        for (int p = 0; p < core.parts(); p++) {
            nodes = Math.max(nodes, core.partSize(p));
            most = Math.max(most, core.partLinks(p));
        }
        this.distance = new int[nodes];
        this.order = new int[nodes];
        this.from = new int[nodes + 2];
        this.links = new int[most];
        this.ends = new int[most];
        this.metLinks = new int[most];
        this.metStarts = new int[most];
        this.metEnds = new int[most];
    }

    /// Finds the ways to a gate.
    ///
    /// @param part of the core
    /// @param gate its nodes
    /// @param senders what each node sends: the search ends when it has met all that send; null = it goes on to the end
    void find(int part, int[] gate, double[] senders) {
        int first = core.partStart(part);
        size = core.partSize(part);
        Arrays.fill(distance, 0, size, UNREACHED);
        Arrays.fill(from, 0, size + 2, 0);
        reached = 0;
        met = 0;
        int missing = senders == null ? size : count(senders);
        for (int node : gate) {
            distance[node - first] = 0;
            order[reached++] = node - first;
            missing -= senders == null || senders[node - first] != 0 ? 1 : 0;
        }
        int last = missing == 0 ? 0 : UNREACHED;
        for (int i = 0; i < reached; i++) {
            int node = order[i];
            int here = distance[node];
            if (here >= last) {
                break;
            }
            for (int at = core.inFrom(first + node); at < core.inFrom(first + node + 1); at++) {
                int before = core.inNode(at) - first;
                if (distance[before] == UNREACHED) {
                    distance[before] = here + 1;
                    order[reached++] = before;
                    if ((senders == null || senders[before] != 0) && --missing == 0) {
                        // The ways of the farthest sender are complete when all nodes that are nearer than it have been seen.
                        last = here + 1;
                    }
                }
                if (distance[before] == here + 1) {
                    metLinks[met] = core.inLink(at);
                    metStarts[met] = before;
                    metEnds[met++] = node;
                    from[before + 2]++;
                }
            }
        }
        sort();
    }

    private int count(double[] senders) {
        int found = 0;
        for (int n = 0; n < size; n++) {
            found += senders[n] != 0 ? 1 : 0;
        }
        return found;
    }

    private void sort() {
        for (int n = 0; n < size; n++) {
            from[n + 2] += from[n + 1];
        }
        for (int i = 0; i < met; i++) {
            int place = from[metStarts[i] + 1]++;
            links[place] = metLinks[i];
            ends[place] = metEnds[i];
        }
        for (int n = 0; n < size; n++) {
            order(from[n], from[n + 1]);
        }
    }

    /// Orders the links of one node by their numbers; they come almost in order.
    private void order(int first, int end) {
        for (int i = first + 1; i < end; i++) {
            int link = links[i];
            int to = ends[i];
            int at = i;
            for (; at > first && links[at - 1] > link; at--) {
                links[at] = links[at - 1];
                ends[at] = ends[at - 1];
            }
            links[at] = link;
            ends[at] = to;
        }
    }

    /// Nodes of the largest part.
    int most() {
        return distance.length;
    }

    /// Nodes of the part.
    int size() {
        return size;
    }

    int distance(int node) {
        return distance[node];
    }

    /// Nodes that the search met, those of the gate included.
    int reached() {
        return reached;
    }

    /// The `index`-th nearest of them.
    int node(int index) {
        return order[index];
    }

    /// Where the links of `node` that lead nearer begin; those of the next node begin where they end.
    int from(int node) {
        return from[node];
    }

    int link(int at) {
        return links[at];
    }

    int end(int at) {
        return ends[at];
    }
}
