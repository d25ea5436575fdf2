package dev.podwright.network.collective;

import java.util.List;
import java.util.function.UnaryOperator;

/// The switch of each server sums, double binary trees join the servers: one over the ranks of each place in the server, for its part of the buffer
/// (NVLS + tree). All of it works at once, in pieces.
///
/// @param inside ranks of one server
/// @param switches nodes of the switches that sum, for each server of each group
public record InSwitchTree(int inside, List<int[]> switches) implements Algorithm {

    public InSwitchTree {
        switches = List.copyOf(switches);
    }

    /// The same over the switches that are found for the servers.
    ///
    /// @param joining gives the switches that join all ranks of each server
    public InSwitchTree on(UnaryOperator<List<int[]>> joining, List<int[]> groups) {
        return new InSwitchTree(inside, joining.apply(Hierarchical.blocks(groups, 1, inside)));
    }

    @Override
    public String label() {
        return "NVLS + tree";
    }

    @Override
    public List<Phase> phases(Operation operation, List<int[]> groups) {
        int p = Gather.ranks(groups);
        if (operation != Operation.ALL_REDUCE || p % inside != 0) {
            throw Gather.undone(this, operation);
        }
        List<int[]> servers = Hierarchical.blocks(groups, 1, inside);
        List<int[]> rails = Hierarchical.blocks(groups, inside, p / inside);
        Messages messages = new Messages(4 * groups.size() * p);
        InSwitch.add(messages, servers, switches);
        for (int[] rail : rails) {
            Trees.add(messages, rail, 1.0 / inside);
        }
        return List.of(new Phase("NVLS + tree", messages.pattern(), 1, 1 + 2 * Gather.log2(p / inside)));
    }
}
