package dev.podwright.network.collective;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What follows from a way to gather: run backwards, adding what meets, it reduces and scatters; both, one after the other, reduce to all; a scatter from
/// the first rank and a gather broadcast.
final class Gather {
    private Gather() {}

    /// @param gather the phases of an all-gather
    /// @param scatter the phases in which the first rank gives each rank its part; null if there is no such way
    static List<Phase> phases(Algorithm algorithm, Operation operation, Supplier<List<Phase>> gather, Supplier<List<Phase>> scatter) {
        return switch (operation) {
            case ALL_GATHER -> gather.get();
            case REDUCE_SCATTER -> backwards(gather.get());
            case ALL_REDUCE -> join(backwards(gather.get()), gather.get());
            case BROADCAST -> {
                if (scatter == null) {
                    throw undone(algorithm, operation);
                }
                yield join(scatter.get(), gather.get());
            }
            case ALL_TO_ALL, SEND_RECEIVE, DISPATCH, COMBINE -> throw undone(algorithm, operation);
        };
    }

    static IllegalArgumentException undone(Algorithm algorithm, Operation operation) {
        return new IllegalArgumentException("%s does no %s.".formatted(algorithm.label(), operation));
    }

    static List<Phase> backwards(List<Phase> phases) {
        return phases.reversed().stream().map(Phase::reversed).toList();
    }

    static List<Phase> join(List<Phase> first, List<Phase> then) {
        List<Phase> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }

    /// Ranks of a group.
    static int ranks(List<int[]> groups) {
        return groups.getFirst().length;
    }

    static int log2(int amount) {
        return 32 - Integer.numberOfLeadingZeros(amount - 1);
    }
}
