package dev.podwright.network.topology;

import dev.podwright.network.LinkType;
import dev.podwright.network.Network;
import dev.podwright.network.NetworkBuilder;
import dev.podwright.network.Tier;
import java.util.List;

/// A full mesh in each of several dimensions: two cards are joined when they differ in exactly one coordinate (UB-Mesh, arXiv 2503.20377,
/// section 3). One dimension is the plain full mesh of a server.
///
/// @param dimensions from the inside out
public record HammingMesh(List<Dimension> dimensions) implements Topology {

    /// @param length cards along it
    /// @param link that joins any two of them
    public record Dimension(int length, LinkType link) {}

    public HammingMesh {
        dimensions = List.copyOf(dimensions);
    }

    @Override
    public int cards() {
        return dimensions.stream().mapToInt(Dimension::length).reduce(1, Math::multiplyExact);
    }

    @Override
    public Network build(String name) {
        NetworkBuilder builder = new NetworkBuilder(name);
        Tier cards = builder.routingCards(cards());
        builder.grid(dimensions.stream().map(Dimension::length).toList());
        int stride = 1;
        for (Dimension dimension : dimensions) {
            int type = builder.type(dimension.link());
            for (int card = 0; card < cards.size(); card++) {
                int at = card / stride % dimension.length();
                for (int other = at + 1; other < dimension.length(); other++) {
                    builder.cable(cards.node(card), cards.node(card + (other - at) * stride), type);
                }
            }
            stride *= dimension.length();
        }
        return builder.build();
    }
}
