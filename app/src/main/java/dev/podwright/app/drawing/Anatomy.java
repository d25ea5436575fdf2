package dev.podwright.app.drawing;

import dev.podwright.network.Network;
import dev.podwright.network.Tier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Which storey of a pod each switch and each link belongs to, found from the ranks beneath it: a switch belongs to the innermost group that holds
/// all of them.
final class Anatomy {
    private static final int FAR = Integer.MAX_VALUE;

    private final Network network;
    /// Ranks of one group of each storey.
    private final int[] sizes;
    private final int[] distance;
    private final int[] low;
    private final int[] high;
    private final Domains domains;
    /// Storey at which each domain begins.
    private final int[] base;
    private final byte[] storeyOfLink;

    /// @param ranks nodes of the ranks, in order
    Anatomy(Network network, int[] ranks, List<Storey> storeys) {
        this.network = network;
        this.sizes = sizes(ranks.length, storeys);
        this.distance = new int[network.nodes()];
        this.low = new int[network.nodes()];
        this.high = new int[network.nodes()];
        Arrays.fill(distance, FAR);
        Arrays.fill(low, FAR);
        Arrays.fill(high, Quotient.NONE);
        for (int rank = 0; rank < ranks.length; rank++) {
            low[ranks[rank]] = rank;
            high[ranks[rank]] = rank;
        }
        measure();
        spread();
        this.domains = new Domains(network);
        this.base = new int[domains.count()];
        this.storeyOfLink = new byte[network.links()];
        settle();
    }

    /// A network of its own begins above the one before it: the Ethernet between superpods is no part of their racks, though a rack may fill one of its
    /// leaves.
    private void settle() {
        int[] highest = new int[domains.count()];
        for (int l = 0; l < storeyOfLink.length; l++) {
            storeyOfLink[l] = (byte) reach(l);
            if (storeyOfLink[l] < sizes.length) {
                highest[domains.ofLink(l)] = Math.max(highest[domains.ofLink(l)], storeyOfLink[l]);
            }
        }
        int next = 0;
        for (int domain : domains.switched()) {
            base[domain] = Math.min(next, sizes.length - 1);
            next = Math.max(base[domain], highest[domain]) + 1;
        }
        for (int l = 0; l < storeyOfLink.length; l++) {
            storeyOfLink[l] = (byte) Math.max(storeyOfLink[l], base[domains.ofLink(l)]);
        }
    }

    private static int[] sizes(int ranks, List<Storey> storeys) {
        int[] sizes = new int[Math.max(1, storeys.size())];
        int size = 1;
        for (int i = 0; i < storeys.size(); i++) {
            size *= storeys.get(i).groups();
            sizes[i] = size;
        }
        // Ranks beyond the levels belong to the outermost.
        sizes[sizes.length - 1] = Math.max(sizes[sizes.length - 1], ranks);
        return sizes;
    }

    /// Hops from the nearest card.
    private void measure() {
        int[] queue = new int[network.nodes()];
        int end = 0;
        for (Tier tier : network.tiers()) {
            for (int i = 0; tier.card() && i < tier.size(); i++) {
                distance[tier.node(i)] = 0;
                queue[end++] = tier.node(i);
            }
        }
        for (int at = 0; at < end; at++) {
            int node = queue[at];
            for (int o = network.firstOut(node); o < network.firstOut(node + 1); o++) {
                int next = network.to(network.out(o));
                if (distance[next] == FAR) {
                    distance[next] = distance[node] + 1;
                    queue[end++] = next;
                }
            }
        }
    }

    /// Each switch takes the ranks of what is nearer to the cards.
    private void spread() {
        List<Integer> order = IntStream.range(0, network.nodes()).boxed().filter(n -> distance[n] > 0 && distance[n] != FAR).sorted(Comparator.comparingInt(n -> distance[n])).toList();
        for (int node : order) {
            for (int o = network.firstOut(node); o < network.firstOut(node + 1); o++) {
                int next = network.to(network.out(o));
                if (distance[next] < distance[node]) {
                    low[node] = Math.min(low[node], low[next]);
                    high[node] = Math.max(high[node], high[next]);
                }
            }
        }
    }

    int storeys() {
        return sizes.length;
    }

    /// Ranks of one group of `storey`; 1 for those beneath the innermost.
    int size(int storey) {
        return storey < 0 ? 1 : sizes[storey];
    }

    int groups(int storey) {
        return size(storey) / size(storey - 1);
    }

    int distance(int node) {
        return distance[node];
    }

    /// Lowest rank beneath a node.
    int low(int node) {
        return low[node];
    }

    boolean hasRanks(int node) {
        return high[node] >= 0;
    }

    /// Storey of a switch, -1 for a card.
    int storey(int node) {
        return distance[node] == 0 ? -1 : Math.max(base[domains.ofNode(node)], storey(low[node], high[node]));
    }

    /// Storey of a link; its outermost if one end has no ranks.
    int storeyOfLink(int link) {
        return storeyOfLink[link];
    }

    private int reach(int link) {
        int a = network.from(link);
        int b = network.to(link);
        return !hasRanks(a) || !hasRanks(b) ? sizes.length : storey(Math.min(low[a], low[b]), Math.max(high[a], high[b]));
    }

    private int storey(int from, int to) {
        int storey = 0;
        while (storey < sizes.length - 1 && from / sizes[storey] != to / sizes[storey]) {
            storey++;
        }
        return storey;
    }

    /// Nodes without ranks that are cards.
    List<Integer> spares() {
        List<Integer> spares = new ArrayList<>();
        for (int node = 0; node < network.nodes(); node++) {
            if (distance[node] == 0 && !hasRanks(node)) {
                spares.add(node);
            }
        }
        return spares;
    }
}
