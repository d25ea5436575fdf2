package dev.podwright.network.routing;

import dev.podwright.network.Network;
import dev.podwright.network.Tier;
import java.util.Arrays;

/// Even spreading over shortest ways as it reads: one search of the whole network for each message. Slow; what [Router] is compared with.
final class PlainSpray {
    private final Network network;
    private final double[] load;

    PlainSpray(Network network) {
        this.network = network;
        this.load = new double[network.links()];
    }

    double[] load() {
        return load;
    }

    void send(int from, int to, double bytes) {
        if (from == to) {
            return;
        }
        int[] distance = distances(to);
        if (distance[from] == Integer.MAX_VALUE) {
            throw new IllegalArgumentException(network.label(from) + " cannot reach " + network.label(to));
        }
        double[] mass = new double[network.nodes()];
        mass[from] = bytes;
        for (int d = distance[from]; d > 0; d--) {
            for (int node = 0; node < mass.length; node++) {
                if (distance[node] == d && mass[node] > 0) {
                    pass(node, to, distance, mass);
                }
            }
        }
    }

    private void pass(int node, int to, int[] distance, double[] mass) {
        int ways = 0;
        for (int l = 0; l < network.links(); l++) {
            ways += nearer(l, node, to, distance) ? 1 : 0;
        }
        for (int l = 0; l < network.links(); l++) {
            if (nearer(l, node, to, distance)) {
                load[l] += mass[node] / ways;
                mass[network.to(l)] += mass[node] / ways;
            }
        }
        mass[node] = 0;
    }

    private boolean nearer(int link, int node, int to, int[] distance) {
        int next = network.to(link);
        return network.from(link) == node && network.capacity(link) > 0 && distance[next] == distance[node] - 1 && (next == to || network.tierOf(next).transit());
    }

    private int[] distances(int to) {
        int[] distance = new int[network.nodes()];
        Arrays.fill(distance, Integer.MAX_VALUE);
        distance[to] = 0;
        boolean moved = true;
        for (int d = 0; moved; d++) {
            moved = false;
            for (int l = 0; l < network.links(); l++) {
                int next = network.to(l);
                Tier tier = network.tierOf(next);
                if (network.capacity(l) > 0 && distance[next] == d && (next == to || tier.transit()) && distance[network.from(l)] > d + 1) {
                    distance[network.from(l)] = d + 1;
                    moved = true;
                }
            }
        }
        return distance;
    }
}
