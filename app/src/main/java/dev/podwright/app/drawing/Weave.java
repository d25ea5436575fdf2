package dev.podwright.app.drawing;

import dev.podwright.network.Network;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How the switches of a floor hang together: in planes that do not meet, along rails.
final class Weave {
    private final Map<Integer, Integer> plane = new HashMap<>();
    private final Map<Integer, Integer> rail = new HashMap<>();
    private final int planes;
    private final boolean railed;

    Weave(Floor floor) {
        Network network = floor.traffic().network();
        Set<Integer> switches = new HashSet<>(floor.own());
        switches.addAll(floor.edge());
        int found = 0;
        for (int start : floor.own()) {
            if (!plane.containsKey(start)) {
                mark(network, switches, start, found++);
            }
        }
        planes = found;
        railed = rails(floor, network);
    }

    private void mark(Network network, Set<Integer> switches, int start, int number) {
        java.util.ArrayDeque<Integer> open = new java.util.ArrayDeque<>(List.of(start));
        plane.put(start, number);
        while (!open.isEmpty()) {
            int node = open.poll();
            for (int o = network.firstOut(node); o < network.firstOut(node + 1); o++) {
                int next = network.to(network.out(o));
                if (switches.contains(next) && plane.putIfAbsent(next, number) == null) {
                    open.add(next);
                }
            }
        }
    }

    /// Whether each switch next to the cards has cards of one place in their members only, and not all have the same.
    private boolean rails(Floor floor, Network network) {
        for (int node : floor.own()) {
            if (floor.anatomy().distance(node) > 1) {
                continue;
            }
            Set<Integer> places = new HashSet<>();
            for (int o = network.firstOut(node); o < network.firstOut(node + 1); o++) {
                int next = network.to(network.out(o));
                if (floor.anatomy().distance(next) == 0 && floor.anatomy().hasRanks(next)) {
                    places.add(floor.anatomy().low(next) % floor.memberSize());
                }
            }
            if (places.size() != 1) {
                return false;
            }
            rail.put(node, places.iterator().next());
        }
        return new HashSet<>(rail.values()).size() > 1;
    }

    int planes() {
        return planes;
    }

    int plane(int node) {
        return plane.get(node);
    }

    boolean railed() {
        return railed;
    }

    /// Place in their members of the cards of a switch.
    int rail(int node) {
        return rail.get(node);
    }
}
