package dev.podwright.network.collective;

import dev.podwright.network.Pattern;
import java.util.List;

/// Every rank reads every other one's whole buffer and adds: one step, p-1 times the bytes.
public record OneShot() implements Algorithm {

    @Override
    public String label() {
        return "one-shot mesh";
    }

    @Override
    public List<Phase> phases(Operation operation, List<int[]> groups) {
        return switch (operation) {
            case ALL_REDUCE -> List.of(new Phase("one shot", new Pattern.AllToAll(groups, 1), 1));
            case ALL_GATHER, REDUCE_SCATTER, ALL_TO_ALL, BROADCAST, SEND_RECEIVE, DISPATCH, COMBINE -> throw Gather.undone(this, operation);
        };
    }
}
