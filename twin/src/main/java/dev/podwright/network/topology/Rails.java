package dev.podwright.network.topology;

import dev.podwright.network.LinkType;
import dev.podwright.network.Network;
import dev.podwright.network.NetworkBuilder;
import dev.podwright.network.Tier;

/// Servers with a switch inside, joined rail by rail: card r of every server of a unit hangs on leaf r of that unit, every leaf on all spines
/// (NVIDIA DGX SuperPOD reference architecture). Traffic for another rail
/// changes rails inside the server that it leaves, as PXN does.
///
/// @param units scalable units
/// @param servers of each unit
/// @param perServer cards of each server = rails = leaves of a unit
/// @param spines how many; 0 = one unit
/// @param inside from a card to the switch of its server
/// @param rail from a card to its leaf
/// @param up from a leaf to each spine
public record Rails(int units, int servers, int perServer, int spines, LinkType inside, LinkType rail, LinkType up) implements Topology {

    public Rails {
        if (units < 1 || servers < 1 || perServer < 1 || spines < 0 || spines == 0 && units > 1) {
            throw new IllegalArgumentException("%d units of %d servers of %d cards on %d spines.".formatted(units, servers, perServer, spines));
        }
    }

    @Override
    public int cards() {
        return Math.multiplyExact(Math.multiplyExact(units, servers), perServer);
    }

    @Override
    public Network build(String name) {
        NetworkBuilder builder = new NetworkBuilder(name);
        Tier cards = builder.cards(cards());
        builder.rails(perServer);
        Tier server = builder.switches("server", units * servers);
        Tier leaf = builder.switches("leaf", units * perServer);
        int insideType = builder.type(inside);
        int railType = builder.type(rail);
        for (int card = 0; card < cards.size(); card++) {
            int at = card / perServer;
            builder.cable(cards.node(card), server.node(at), insideType);
            builder.cable(cards.node(card), leaf.node(at / servers * perServer + card % perServer), railType);
        }
        if (spines > 0) {
            Tier spine = builder.switches("spine", spines);
            int upType = builder.type(up);
            for (int l = 0; l < leaf.size(); l++) {
                for (int s = 0; s < spines; s++) {
                    builder.cable(leaf.node(l), spine.node(s), upType);
                }
            }
        }
        return builder.build();
    }
}
