package dev.podwright.network.fault;

import dev.podwright.network.Network;
import dev.podwright.network.topology.Wired;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Spare cards stand in for lost ones of their own rack: those to which no spare is nearer in the network as built.
final class Spares {
    private final Network built;
    private final int[] spares;
    private final Set<Integer> used = new HashSet<>();

    Spares(Wired wired) {
        this.built = wired.network();
        this.spares = wired.spares();
    }

    /// Who stands in for whom; ranks without a spare are left out.
    ///
    /// @param lost ranks, in order
    /// @param ready spares that are up and reach the others
    List<StandIn> standIns(int[] lost, int[] ranks, Set<Integer> ready) {
        List<StandIn> standIns = new ArrayList<>();
        for (int rank : spares.length == 0 ? new int[0] : lost) {
            int[] distance = distances(ranks[rank]);
            int nearest = Arrays.stream(spares).map(s -> distance[s]).min().orElseThrow();
            Arrays.stream(spares).filter(s -> distance[s] == nearest && ready.contains(s) && used.add(s)).findFirst()
                    .ifPresent(spare -> standIns.add(new StandIn(rank, ranks[rank], spare)));
        }
        return standIns;
    }

    private int[] distances(int from) {
        int[] distance = new int[built.nodes()];
        Arrays.fill(distance, Integer.MAX_VALUE);
        distance[from] = 0;
        Deque<Integer> queue = new ArrayDeque<>(List.of(from));
        while (!queue.isEmpty()) {
            int node = queue.remove();
            for (int at = built.firstOut(node); at < built.firstOut(node + 1); at++) {
                int next = built.to(built.out(at));
                if (distance[next] == Integer.MAX_VALUE) {
                    distance[next] = distance[node] + 1;
                    queue.add(next);
                }
            }
        }
        return distance;
    }
}
