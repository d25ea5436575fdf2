package dev.podwright.network.collective;

import dev.podwright.network.Pattern;
import java.util.List;

/// Every rank passes a part of 1/p of the buffer to the next one, p-1 times to gather or to reduce, twice that to do both.
public record Ring() implements Algorithm {

    @Override
    public List<Phase> phases(Operation operation, List<int[]> groups) {
        int ranks = groups.getFirst().length;
        int passes = switch (operation) {
            case ALL_REDUCE -> 2;
            case ALL_GATHER, REDUCE_SCATTER -> 1;
            case ALL_TO_ALL, BROADCAST, SEND_RECEIVE -> throw new IllegalArgumentException("A ring does no " + operation);
        };
        return List.of(new Phase("ring", next(groups, ranks), passes * (ranks - 1)));
    }

    private static Pattern next(List<int[]> groups, int ranks) {
        int[] from = groups.stream().flatMapToInt(java.util.Arrays::stream).toArray();
        int[] to = new int[from.length];
        double[] bytes = new double[from.length];
        for (int i = 0; i < from.length; i++) {
            to[i] = groups.get(i / ranks)[(i + 1) % ranks];
            bytes[i] = 1.0 / ranks;
        }
        return new Pattern.Pairs(from, to, bytes);
    }
}
