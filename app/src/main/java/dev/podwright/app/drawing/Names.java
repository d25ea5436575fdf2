package dev.podwright.app.drawing;

import dev.podwright.network.Network;
import dev.podwright.network.Tier;

/// What nodes are called.
final class Names {
    private Names() {}

    static Tier of(Network network, int node) {
        return network.tiers().stream().filter(t -> node >= t.first() && node < t.first() + t.size()).findFirst().orElseThrow();
    }

    /// Such as `leaf`, `L1 switch`.
    static String tier(Network network, int node) {
        String name = of(network, node).name().replace('_', ' ');
        return name.matches("l[0-9]") ? name.replace('l', 'L') + " switch" : name;
    }
}
