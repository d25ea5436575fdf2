package dev.podwright.network.collective;

import dev.podwright.network.Pattern;
import java.util.List;

/// Every rank sends every other one its part at the same time: one step to gather or to reduce, two to do both (two-shot).
public record Mesh() implements Algorithm {

    @Override
    public String label() {
        return "mesh";
    }

    @Override
    public List<Phase> phases(Operation operation, List<int[]> groups) {
        return Gather.phases(this, operation, () -> gather(groups), () -> scatter(groups));
    }

    private static List<Phase> gather(List<int[]> groups) {
        return List.of(new Phase("mesh", new Pattern.AllToAll(groups, 1.0 / Gather.ranks(groups)), 1));
    }

    private static List<Phase> scatter(List<int[]> groups) {
        int p = Gather.ranks(groups);
        Messages messages = new Messages(groups.size() * p);
        for (int[] group : groups) {
            for (int i = 1; i < p; i++) {
                messages.add(group[0], group[i], 1.0 / p);
            }
        }
        return List.of(new Phase("scatter", messages.pattern(), 1));
    }
}
