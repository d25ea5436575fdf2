package dev.podwright.network.collective;

import dev.podwright.network.Pattern;
import java.util.List;

/// Tokens go straight to the ranks of their experts, all at once; experts lie anywhere with equal chance.
///
/// @param copies how often a token leaves its rank
public record ExpertDirect(double copies) implements Algorithm {

    @Override
    public String label() {
        return "direct exchange of tokens";
    }

    @Override
    public List<Phase> phases(Operation operation, List<int[]> groups) {
        return switch (operation) {
            case DISPATCH, COMBINE -> List.of(new Phase("exchange", new Pattern.AllToAll(groups, copies / (Gather.ranks(groups) - 1)), 1));
            case ALL_REDUCE, ALL_GATHER, REDUCE_SCATTER, ALL_TO_ALL, BROADCAST, SEND_RECEIVE -> throw Gather.undone(this, operation);
        };
    }
}
