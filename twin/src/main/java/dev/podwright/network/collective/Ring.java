package dev.podwright.network.collective;

import dev.podwright.network.Pattern;
import java.util.List;

/// Every rank passes a part of 1/p of the buffer to the next one, p-1 times to gather or to reduce, twice that to do both. A broadcast scatters along the
/// ring first, in pieces, so that all of it works at once.
public record Ring() implements Algorithm {

    @Override
    public String label() {
        return "ring";
    }

    @Override
    public List<Phase> phases(Operation operation, List<int[]> groups) {
        int p = Gather.ranks(groups);
        return switch (operation) {
            case ALL_REDUCE -> List.of(new Phase("ring", next(groups, 1.0 / p), 2 * (p - 1)));
            case ALL_GATHER, REDUCE_SCATTER -> List.of(new Phase("ring", next(groups, 1.0 / p), p - 1));
            case BROADCAST -> Gather.join(scatter(groups), List.of(new Phase("ring", next(groups, 1.0 / p), p - 1)));
            case ALL_TO_ALL, SEND_RECEIVE, DISPATCH, COMBINE -> throw Gather.undone(this, operation);
        };
    }

    private static Pattern next(List<int[]> groups, double bytes) {
        int p = Gather.ranks(groups);
        Messages messages = new Messages(groups.size() * p);
        for (int[] group : groups) {
            for (int i = 0; i < p; i++) {
                messages.add(group[i], group[(i + 1) % p], bytes);
            }
        }
        return messages.pattern();
    }

    /// The first rank gives each its part, all parts passed on along the chain, the farthest first.
    static List<Phase> scatter(List<int[]> groups) {
        int p = Gather.ranks(groups);
        Messages messages = new Messages(groups.size() * p);
        for (int[] group : groups) {
            for (int i = 0; i + 1 < p; i++) {
                messages.add(group[i], group[i + 1], (p - 1.0 - i) / p);
            }
        }
        return List.of(new Phase("scatter", messages.pattern(), 1, p - 1));
    }
}
