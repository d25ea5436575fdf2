package dev.podwright.network.topology;

import dev.podwright.network.LinkType;
import dev.podwright.network.Network;
import dev.podwright.network.NetworkBuilder;
import dev.podwright.network.Tier;
import java.util.Optional;

/// Planes that do not meet: port i of every card goes to plane i, each a two-level Clos of its own; a group of cards shares one leaf in each
/// plane. CloudMatrix384 is 7 planes of 48 leaves (one per node of 16 dies) and 16 spines (arXiv 2506.12708, section 3.2); a multi-plane fat tree and dual
/// leaf switches are wired alike.
///
/// @param planes how many
/// @param leaves of each plane
/// @param perLeaf cards of each leaf
/// @param spines of each plane; 0 = one leaf is the whole plane
/// @param down from a card to its leaf, in each plane
/// @param up from a leaf to each spine
/// @param pair joins the two dies of a package directly, where cards are dies
public record Planes(int planes, int leaves, int perLeaf, int spines, LinkType down, LinkType up, Optional<LinkType> pair) implements Topology {

    public Planes {
        if (planes < 1 || leaves < 1 || perLeaf < 1 || spines < 0 || spines == 0 && leaves > 1) {
            throw new IllegalArgumentException("%d planes of %d leaves of %d cards on %d spines.".formatted(planes, leaves, perLeaf, spines));
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
        Tier leaf = builder.switches("leaf", planes * leaves);
        Tier spine = builder.switches("spine", planes * spines);
        int downType = builder.type(down);
        int upType = builder.type(up);
        for (int plane = 0; plane < planes; plane++) {
            for (int card = 0; card < cards.size(); card++) {
                builder.cable(cards.node(card), leaf.node(plane * leaves + card / perLeaf), downType);
            }
            for (int l = 0; l < leaves; l++) {
                for (int s = 0; s < spines; s++) {
                    builder.cable(leaf.node(plane * leaves + l), spine.node(plane * spines + s), upType);
                }
            }
        }
        pair.ifPresent(link -> {
            int type = builder.type(link);
            for (int card = 0; card + 1 < cards.size(); card += 2) {
                builder.cable(cards.node(card), cards.node(card + 1), type);
            }
        });
        return builder.build();
    }
}
