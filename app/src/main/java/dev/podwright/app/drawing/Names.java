package dev.podwright.app.drawing;

import dev.podwright.network.Network;
import dev.podwright.network.Tier;

/// What nodes are called.
final class Names {
    private Names() {}

    static Tier of(Network network, int node) {
        return network.tiers().stream().filter(t -> node >= t.first() && node < t.first() + t.size()).findFirst().orElseThrow();
    }

    static String tier(Network network, int node) {
        return of(network, node).name();
    }
}
