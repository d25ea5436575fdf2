package dev.podwright.network.collective;

import dev.podwright.network.Pattern;
import java.util.List;

/// An all-to-all over servers of which each card has a NIC on a rail of its own: what is for another server goes to the card of the receiver's place in the
/// sender's own server first, then over that card's NIC (PXN, NVIDIA/nccl@5067397 src/graph/paths.cc). All of it works at once.
///
/// @param inside ranks of one server
public record Railed(int inside) implements Algorithm {

    @Override
    public String label() {
        return "direct";
    }

    @Override
    public List<Phase> phases(Operation operation, List<int[]> groups) {
        int p = Gather.ranks(groups);
        if (operation != Operation.ALL_TO_ALL || p % inside != 0) {
            throw Gather.undone(this, operation);
        }
        // A rank hands each other one of its server what is for that one's place in all servers, and sends on what all of its server have for its own place.
        double handed = 1.0 / inside;
        double sent = (double) inside / p;
        return List.of(new Phase("direct", new Pattern.Together(List.of(new Pattern.AllToAll(Hierarchical.blocks(groups, 1, inside), handed),
                new Pattern.AllToAll(Hierarchical.blocks(groups, inside, p / inside), sent))), 1, 2));
    }
}
