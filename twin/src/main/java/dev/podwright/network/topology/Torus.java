package dev.podwright.network.topology;

import dev.podwright.network.LinkType;
import dev.podwright.network.Network;
import dev.podwright.network.NetworkBuilder;
import dev.podwright.network.Tier;
import java.util.List;

/// Rings in each dimension; a dimension of two has one cable, as both ways round end at the same neighbour.
///
/// @param lengths from the inside out
public record Torus(List<Integer> lengths, LinkType link) implements Topology {

    public Torus {
        lengths = List.copyOf(lengths);
    }

    @Override
    public int cards() {
        return lengths.stream().reduce(1, Math::multiplyExact);
    }

    @Override
    public Network build(String name) {
        NetworkBuilder builder = new NetworkBuilder(name);
        Tier cards = builder.routingCards(cards());
        builder.grid(lengths);
        int type = builder.type(link);
        int stride = 1;
        for (int length : lengths) {
            for (int card = 0; card < cards.size(); card++) {
                int at = card / stride % length;
                if (at + 1 < length) {
                    builder.cable(cards.node(card), cards.node(card + stride), type);
                } else if (length > 2) {
                    builder.cable(cards.node(card), cards.node(card - at * stride), type);
                }
            }
            stride *= length;
        }
        return builder.build();
    }
}
