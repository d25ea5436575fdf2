package dev.podwright.network.collective;

import java.util.ArrayList;
import java.util.List;

/// An exchange in p-1 steps: in step k every rank sends to the one k further on, so that each receives from one at a time.
public record Pairwise() implements Algorithm {

    @Override
    public String label() {
        return "pairwise";
    }

    @Override
    public List<Phase> phases(Operation operation, List<int[]> groups) {
        if (operation != Operation.ALL_TO_ALL) {
            throw Gather.undone(this, operation);
        }
        int p = Gather.ranks(groups);
        List<Phase> phases = new ArrayList<>();
        for (int k = 1; k < p; k++) {
            Messages messages = new Messages(groups.size() * p);
            for (int[] group : groups) {
                for (int i = 0; i < p; i++) {
                    messages.add(group[i], group[(i + k) % p], 1.0 / p);
                }
            }
            phases.add(new Phase("distance " + k, messages.pattern(), 1));
        }
        return phases;
    }
}
