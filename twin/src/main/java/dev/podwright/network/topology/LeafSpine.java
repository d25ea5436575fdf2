package dev.podwright.network.topology;

import dev.podwright.network.LinkType;
import dev.podwright.network.Network;
import dev.podwright.network.NetworkBuilder;
import dev.podwright.network.Tier;

/// A two-level Clos: each card hangs on one leaf, each leaf on every spine.
///
/// @param leaves how many
/// @param perLeaf cards of each
/// @param spines how many; 0 = one leaf is the whole switch
/// @param down from card to leaf
/// @param up from leaf to spine
public record LeafSpine(int leaves, int perLeaf, int spines, LinkType down, LinkType up) implements Topology {

    public LeafSpine {
        if (leaves < 1 || perLeaf < 1 || spines < 0 || spines == 0 && leaves > 1) {
            throw new IllegalArgumentException("%d leaves of %d cards on %d spines.".formatted(leaves, perLeaf, spines));
        }
    }

    @Override
    public int cards() {
        return Math.multiplyExact(leaves, perLeaf);
    }

    @Override
    public Network build(String name) {
        NetworkBuilder builder = new NetworkBuilder(name);
        Tier cards = builder.cards(cards());
        Tier leaf = builder.switches("leaf", leaves);
        int downType = builder.type(down);
        for (int card = 0; card < cards.size(); card++) {
            builder.cable(cards.node(card), leaf.node(card / perLeaf), downType);
        }
        if (spines > 0) {
            Tier spine = builder.switches("spine", spines);
            int upType = builder.type(up);
            for (int l = 0; l < leaves; l++) {
                for (int s = 0; s < spines; s++) {
                    builder.cable(leaf.node(l), spine.node(s), upType);
                }
            }
        }
        return builder.build();
    }
}
