package dev.podwright.network.collective;

import java.util.List;

/// Each rank but the last sends one message to the next.
public record Message() implements Algorithm {

    @Override
    public String label() {
        return "one message";
    }

    @Override
    public List<Phase> phases(Operation operation, List<int[]> groups) {
        if (operation != Operation.SEND_RECEIVE) {
            throw Gather.undone(this, operation);
        }
        Messages messages = new Messages(groups.size() * Gather.ranks(groups));
        for (int[] group : groups) {
            for (int i = 0; i + 1 < group.length; i++) {
                messages.add(group[i], group[i + 1], 1);
            }
        }
        return List.of(new Phase("message", messages.pattern(), 1));
    }
}
