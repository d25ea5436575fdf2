package dev.podwright.network.collective;

import dev.podwright.network.Pattern;
import java.util.List;

/// Every rank sends every other one its part of 1/p, all at once.
public record Direct() implements Algorithm {

    @Override
    public String label() {
        return "direct";
    }

    @Override
    public List<Phase> phases(Operation operation, List<int[]> groups) {
        return switch (operation) {
            case ALL_TO_ALL -> List.of(new Phase("direct", new Pattern.AllToAll(groups, 1.0 / Gather.ranks(groups)), 1));
            case ALL_REDUCE, ALL_GATHER, REDUCE_SCATTER, BROADCAST, SEND_RECEIVE, DISPATCH, COMBINE -> throw Gather.undone(this, operation);
        };
    }
}
