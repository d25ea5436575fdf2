package dev.podwright.network.routing;

import java.util.Arrays;

/// Shortest ways inside one part of the core to one gate: how far each node is, and which of its links lead one step nearer. Nodes
/// are numbered from 0 within their part.
final class Ways {
    static final int UNREACHED = Integer.MAX_VALUE;
    /// So many senders are asked for their neighbours before the neighbours of the nodes met so far are.
    private static final int FEW = 8;

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
        int level = 0;
        while (level < reached && missing > 0) {
            int end = reached;
            if (senders != null && near(first, senders, level, end, missing)) {
                break;
            }
            // All nodes at one distance from the gate, so that the ways of the nodes one step behind them are complete.
            for (; level < end; level++) {
                missing -= expand(first, order[level], senders);
            }
        }
        sort();
    }

    /// Meets all nodes from which a link leads to `node`.
    ///
    /// @return how many of them send and had not been met
    private int expand(int first, int node, double[] senders) {
        int here = distance[node];
        int found = 0;
        for (int at = core.inFrom(first + node); at < core.inFrom(first + node + 1); at++) {
            int before = core.inNode(at) - first;
            if (distance[before] == UNREACHED) {
                distance[before] = here + 1;
                order[reached++] = before;
                found += senders == null || senders[before] != 0 ? 1 : 0;
            }
            if (distance[before] == here + 1) {
                meet(core.inLink(at), before, node);
            }
        }
        return found;
    }

    private void meet(int link, int start, int end) {
        metLinks[met] = link;
        metStarts[met] = start;
        metEnds[met++] = end;
        from[start + 2]++;
    }

    /// Looks from senders that are missing, if they are few, whether all of them are next to the nodes from `level` to `end` of the order: that spares
    /// meeting all their other neighbours.
    private boolean near(int first, double[] senders, int level, int end, int missing) {
        if (missing > FEW) {
            return false;
        }
        int here = distance[order[level]];
        int kept = met;
        int before = reached;
        int left = missing;
        for (int n = 0; n < size && left > 0; n++) {
            if (senders[n] == 0 || distance[n] != UNREACHED) {
                continue;
            }
            for (int at = core.outFrom(first + n); at < core.outFrom(first + n + 1); at++) {
                int next = core.outNode(at) - first;
                if (distance[next] == here && next != n) {
                    meet(core.outLink(at), n, next);
                }
            }
            if (from[n + 2] == 0) {
                break;
            }
            order[reached++] = n;
            left--;
        }
        for (int i = before; i < reached; i++) {
            distance[order[i]] = here + 1;
        }
        if (left == 0) {
            return true;
        }
        for (int i = before; i < reached; i++) {
            distance[order[i]] = UNREACHED;
        }
        while (met > kept) {
            from[metStarts[--met] + 2]--;
        }
        reached = before;
        return false;
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
