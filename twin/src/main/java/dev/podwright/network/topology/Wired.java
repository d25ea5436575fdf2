package dev.podwright.network.topology;

import dev.podwright.network.Network;
import dev.podwright.network.Routing;
import java.util.List;

/// A pod as a network. Rank r of the pod, counted from the inside out as its levels do, is card r.
///
/// @param network with all its cards and spares
/// @param ranks nodes of the ranks, in rank order
/// @param spares nodes of cards that take the place of failed ones
/// @param routing that such systems use
/// @param assumptions about what is not published, in sentences
public record Wired(Network network, int[] ranks, int[] spares, Routing routing, List<String> assumptions) {

    public Wired {
        assumptions = List.copyOf(assumptions);
    }
}
