package dev.podwright.network.collective;

import java.util.List;

/// The switch sums (NVLS): every rank reads the sum of its part, to which all send theirs, and has the switch write it to all. Each sends and receives
/// (p+1)/p of the buffer, shared evenly among the switches that join all ranks of a group.
///
/// @param switches nodes of the switches that sum, for each group
public record InSwitch(List<int[]> switches) implements Algorithm {

    public InSwitch {
        switches = List.copyOf(switches);
    }

    @Override
    public String label() {
        return "NVLS";
    }

    @Override
    public List<Phase> phases(Operation operation, List<int[]> groups) {
        if (operation != Operation.ALL_REDUCE) {
            throw Gather.undone(this, operation);
        }
        Messages messages = new Messages(2 * groups.size() * Gather.ranks(groups));
        add(messages, groups, switches);
        return List.of(new Phase("NVLS", messages.pattern(), 1));
    }

    static void add(Messages messages, List<int[]> groups, List<int[]> switches) {
        for (int g = 0; g < groups.size(); g++) {
            int[] group = groups.get(g);
            int[] summing = switches.get(g);
            if (summing.length == 0) {
                throw new IllegalArgumentException("No switch joins all %d ranks of group %d.".formatted(group.length, g));
            }
            double bytes = (group.length + 1.0) / group.length / summing.length;
            for (int rank : group) {
                for (int node : summing) {
                    messages.add(rank, node, bytes);
                    messages.add(node, rank, bytes);
                }
            }
        }
    }
}
