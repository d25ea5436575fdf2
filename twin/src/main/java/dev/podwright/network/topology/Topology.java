package dev.podwright.network.topology;

import dev.podwright.network.Network;

/// A wiring that can be built.
public sealed interface Topology permits HammingMesh, Torus, LeafSpine, Planes, Rails, Dragonfly {

    /// Cards that it joins.
    int cards();

    /// Cards, switches and cables.
    Network build(String name);
}
