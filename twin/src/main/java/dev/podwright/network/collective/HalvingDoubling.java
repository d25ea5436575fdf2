package dev.podwright.network.collective;

import java.util.ArrayList;
import java.util.List;

/// Recursive halving and doubling (RHD): partners at distances 1, 2, 4, ... exchange all that they have to gather, half of it less with each step to
/// reduce. Of p = q + r ranks, q a power of two, r hand their buffer to a neighbour first and get the result from it at the end
/// (mirror-cann/hccl@e1a8dc9, docs/zh/user_guide/coll_algo_intro; Thakur et al., doi 10.1177/1094342005051521). A broadcast doubles the ranks that have it.
public record HalvingDoubling() implements Algorithm {

    @Override
    public String label() {
        return "RHD";
    }

    @Override
    public List<Phase> phases(Operation operation, List<int[]> groups) {
        return switch (operation) {
            case ALL_REDUCE -> allReduce(groups);
            case BROADCAST -> broadcast(groups);
            case ALL_GATHER, REDUCE_SCATTER, ALL_TO_ALL, SEND_RECEIVE, DISPATCH, COMBINE ->
                    Gather.phases(this, operation, () -> gather(groups), null);
        };
    }

    /// Largest power of two of at most `p`.
    private static int active(int p) {
        return Integer.highestOneBit(p);
    }

    /// The `j`-th rank that takes part in the exchange: the first 2r ranks are pairs, of which the first one does.
    private static int member(int j, int folded) {
        return j < folded ? 2 * j : j + folded;
    }

    private static List<Phase> allReduce(List<int[]> groups) {
        int p = Gather.ranks(groups);
        int q = active(p);
        List<Phase> doubling = new ArrayList<>();
        for (int distance = 1; distance < q; distance *= 2) {
            doubling.add(exchange(groups, distance, (double) distance / q, 0));
        }
        if (q < p) {
            doubling.add(unfold(groups, 1));
        }
        return Gather.join(Gather.backwards(doubling), doubling);
    }

    private static List<Phase> gather(List<int[]> groups) {
        int p = Gather.ranks(groups);
        int q = active(p);
        List<Phase> phases = new ArrayList<>();
        if (q < p) {
            phases.add(unfold(groups, 1.0 / p).reversed());
        }
        for (int distance = 1; distance < q; distance *= 2) {
            phases.add(exchange(groups, distance, 0, 1.0 / p));
        }
        if (q < p) {
            phases.add(unfold(groups, 1));
        }
        return phases;
    }

    /// @param fixed bytes that each sends
    /// @param part bytes for each rank whose part the sender has by now
    private static Phase exchange(List<int[]> groups, int distance, double fixed, double part) {
        int p = Gather.ranks(groups);
        int q = active(p);
        int folded = p - q;
        Messages messages = new Messages(groups.size() * q);
        for (int[] group : groups) {
            for (int j = 0; j < q; j++) {
                int first = j / distance * distance;
                int ranks = member(first + distance, folded) - member(first, folded);
                messages.add(group[member(j, folded)], group[member(j ^ distance, folded)], fixed + part * ranks);
            }
        }
        return new Phase("distance " + distance, messages.pattern(), 1);
    }

    /// From those that take part to their folded neighbours.
    private static Phase unfold(List<int[]> groups, double bytes) {
        int folded = Gather.ranks(groups) - active(Gather.ranks(groups));
        Messages messages = new Messages(groups.size() * folded);
        for (int[] group : groups) {
            for (int j = 0; j < folded; j++) {
                messages.add(group[2 * j], group[2 * j + 1], bytes);
            }
        }
        return new Phase("fold", messages.pattern(), 1);
    }

    private static List<Phase> broadcast(List<int[]> groups) {
        int p = Gather.ranks(groups);
        List<Phase> phases = new ArrayList<>();
        for (int distance = 1 << Gather.log2(p) - 1; distance >= 1; distance /= 2) {
            Messages messages = new Messages(groups.size() * p);
            for (int[] group : groups) {
                for (int i = 0; i + distance < p; i += 2 * distance) {
                    messages.add(group[i], group[i + distance], 1);
                }
            }
            phases.add(new Phase("distance " + distance, messages.pattern(), 1));
        }
        return phases;
    }
}
