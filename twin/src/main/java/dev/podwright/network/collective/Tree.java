package dev.podwright.network.collective;

import java.util.List;

/// NCCL's all-reduce over servers by trees: a chain inside each server, a double binary tree of servers; as many of both as the smallest server has ranks,
/// each with its share of the buffer and another card of the server at the head of its chain.
///
/// @param inside ranks of one server; the last one may have fewer
public record Tree(int inside) implements Algorithm {

    @Override
    public String label() {
        return "tree";
    }

    @Override
    public List<Phase> phases(Operation operation, List<int[]> groups) {
        if (operation != Operation.ALL_REDUCE) {
            throw Gather.undone(this, operation);
        }
        int p = Gather.ranks(groups);
        int servers = (p + inside - 1) / inside;
        int rest = p % inside == 0 ? inside : p % inside;
        Messages messages = new Messages(groups.size() * p * rest * 2);
        for (int[] group : groups) {
            for (int channel = 0; channel < rest; channel++) {
                int[] heads = new int[servers];
                for (int server = 0; server < servers; server++) {
                    heads[server] = chain(messages, group, server, channel, 1.0 / rest);
                }
                Trees.add(messages, heads, 1.0 / rest);
            }
        }
        return List.of(new Phase("tree", messages.pattern(), 1, Math.max(1, 2 * (inside - 1 + Gather.log2(servers)))));
    }

    /// @return the head
    private int chain(Messages messages, int[] group, int server, int channel, double bytes) {
        int first = server * inside;
        int size = Math.min(inside, group.length - first);
        for (int i = 0; i + 1 < size; i++) {
            int near = group[first + (channel + i) % size];
            int far = group[first + (channel + i + 1) % size];
            messages.add(near, far, bytes);
            messages.add(far, near, bytes);
        }
        return group[first + channel % size];
    }
}
