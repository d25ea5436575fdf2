package dev.podwright.network.topology;

import dev.podwright.network.LinkType;
import dev.podwright.network.Network;
import dev.podwright.network.NetworkBuilder;
import dev.podwright.network.Tier;

/// Groups of routers, each group a clique, each pair of groups joined by one cable (Kim et al., ISCA 2008, doi 10.1109/ISCA.2008.19).
///
/// @param perRouter cards of each router (p)
/// @param routers of each group (a)
/// @param global cables of each router to other groups (h)
/// @param groups at most a h + 1
public record Dragonfly(int perRouter, int routers, int global, int groups, LinkType down, LinkType local, LinkType far) implements Topology {

    public Dragonfly {
        if (perRouter < 1 || routers < 1 || global < 1 || groups < 1 || groups > routers * global + 1) {
            throw new IllegalArgumentException("%d groups of %d routers with %d global cables each.".formatted(groups, routers, global));
        }
    }

    @Override
    public int cards() {
        return Math.multiplyExact(Math.multiplyExact(perRouter, routers), groups);
    }

    @Override
    public Network build(String name) {
        NetworkBuilder builder = new NetworkBuilder(name);
        Tier cards = builder.cards(cards());
        Tier router = builder.switches("router", routers * groups);
        int downType = builder.type(down);
        int localType = builder.type(local);
        int farType = builder.type(far);
        for (int card = 0; card < cards.size(); card++) {
            builder.cable(cards.node(card), router.node(card / perRouter), downType);
        }
        for (int g = 0; g < groups; g++) {
            for (int a = 0; a < routers; a++) {
                for (int b = a + 1; b < routers; b++) {
                    builder.cable(router.node(g * routers + a), router.node(g * routers + b), localType);
                }
            }
            for (int other = g + 1; other < groups; other++) {
                // Cable number j of a group leads to the j-th other group; routers take h of them each.
                builder.cable(router.node(g * routers + (other - 1) / global % routers), router.node(other * routers + g / global % routers), farType);
            }
        }
        return builder.build();
    }
}
