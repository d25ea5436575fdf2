package dev.podwright.network.collective;

import java.util.List;

/// Two rings in opposite directions with half of the buffer each: where a rank's two neighbours hang on different links, both links work all the time.
public record DoubleRing() implements Algorithm {

    @Override
    public String label() {
        return "double ring";
    }

    @Override
    public List<Phase> phases(Operation operation, List<int[]> groups) {
        int p = Gather.ranks(groups);
        return switch (operation) {
            case ALL_REDUCE -> List.of(both(groups, 2 * (p - 1)));
            case ALL_GATHER, REDUCE_SCATTER -> List.of(both(groups, p - 1));
            case BROADCAST -> List.of(scatter(groups), both(groups, p - 1));
            case ALL_TO_ALL, SEND_RECEIVE, DISPATCH, COMBINE -> throw Gather.undone(this, operation);
        };
    }

    private static Phase both(List<int[]> groups, int times) {
        int p = Gather.ranks(groups);
        Messages messages = new Messages(2 * groups.size() * p);
        for (int[] group : groups) {
            for (int i = 0; i < p; i++) {
                messages.add(group[i], group[(i + 1) % p], 0.5 / p);
                messages.add(group[(i + 1) % p], group[i], 0.5 / p);
            }
        }
        return new Phase("double ring", messages.pattern(), times);
    }

    private static Phase scatter(List<int[]> groups) {
        int p = Gather.ranks(groups);
        Messages messages = new Messages(2 * groups.size() * p);
        for (int[] group : groups) {
            for (int i = 0; i + 1 < p; i++) {
                double parts = (p - 1.0 - i) / p / 2;
                messages.add(group[i], group[i + 1], parts);
                messages.add(group[(p - i) % p], group[p - 1 - i], parts);
            }
        }
        return new Phase("scatter", messages.pattern(), 1, p - 1);
    }
}
