package dev.podwright.network.collective;

import dev.podwright.network.Pattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// NCCL's ring over servers: as many rings as the smallest server has ranks, each with its share of the buffer, each entering and leaving a server by other
/// cards than the rest do, so that all NICs work. Every second server is run through backwards: a ring then leaves one server on the rail on which it
/// enters the next. A broadcast goes down such chains in pieces.
///
/// @param fans from the inside out: ranks of the innermost block, blocks of the next one, ...; the last block of all may be smaller
public record Channels(List<Integer> fans) implements Algorithm {

    public Channels {
        fans = List.copyOf(fans);
    }

    @Override
    public String label() {
        return "ring";
    }

    @Override
    public List<Phase> phases(Operation operation, List<int[]> groups) {
        int p = Gather.ranks(groups);
        return switch (operation) {
            case ALL_REDUCE -> List.of(new Phase("ring", pattern(groups, 1.0 / p, true), 2 * (p - 1)));
            case ALL_GATHER, REDUCE_SCATTER -> List.of(new Phase("ring", pattern(groups, 1.0 / p, true), p - 1));
            case BROADCAST -> List.of(new Phase("chain", pattern(groups, 1, false), 1, p - 1));
            case ALL_TO_ALL, SEND_RECEIVE, DISPATCH, COMBINE -> throw Gather.undone(this, operation);
        };
    }

    private Pattern pattern(List<int[]> groups, double bytes, boolean closed) {
        int p = Gather.ranks(groups);
        int channels = channels(p);
        Messages messages = new Messages(groups.size() * p * channels);
        for (int channel = 0; channel < channels; channel++) {
            List<Integer> order = order(p, channel);
            // A chain begins at the first rank, which has the bytes.
            int start = closed ? 0 : order.indexOf(0);
            for (int[] group : groups) {
                for (int i = 0; i < (closed ? p : p - 1); i++) {
                    messages.add(group[order.get((start + i) % p)], group[order.get((start + i + 1) % p)], bytes / channels);
                }
            }
        }
        return messages.pattern();
    }

    private int inside() {
        return fans.subList(0, fans.size() - 1).stream().reduce(1, Math::multiplyExact);
    }

    private int channels(int p) {
        int rest = p % inside();
        return rest == 0 ? inside() : rest;
    }

    /// The ranks of a group as a ring passes them.
    List<Integer> order(int p, int channel) {
        int inside = inside();
        List<Integer> order = new ArrayList<>();
        for (int block = 0; block * inside < p; block++) {
            List<Integer> within = new ArrayList<>();
            visit(block * inside, Math.min(p, (block + 1) * inside), fans.size() - 2, channel, within);
            if (block % 2 == 1) {
                Collections.reverse(within);
            }
            order.addAll(within);
        }
        return order;
    }

    /// Blocks of one level in turn, from the one that the channel's number says.
    private void visit(int from, int to, int level, int channel, List<Integer> order) {
        if (level < 0) {
            order.add(from);
            return;
        }
        int size = fans.subList(0, level).stream().reduce(1, Math::multiplyExact);
        int blocks = (to - from + size - 1) / size;
        for (int i = 0; i < blocks; i++) {
            int at = from + (channel + i) % blocks * size;
            visit(at, Math.min(to, at + size), level - 1, channel / blocks, order);
        }
    }
}
