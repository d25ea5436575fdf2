package dev.podwright.network.routing;

import dev.podwright.network.Pattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What is sent: messages one by one, and all that goes from many to many.
///
/// @param messages one by one; none goes to its own sender
/// @param crosses from many to many
record Demand(Messages messages, List<Cross> crosses) {
    /// Groups with no more members than that are taken message by message.
    private static final int FEW = 8;

    static Demand of(Pattern pattern) {
        Messages messages = new Messages();
        List<Cross> crosses = new ArrayList<>();
        gather(pattern, messages, crosses);
        return new Demand(messages, crosses);
    }

    private static void gather(Pattern pattern, Messages messages, List<Cross> crosses) {
        switch (pattern) {
            case Pattern.Pairs(int[] from, int[] to, double[] bytes) -> {
                messages.expect(from.length);
                for (int i = 0; i < from.length; i++) {
                    messages.add(from[i], to[i], bytes[i], i);
                }
            }
            case Pattern.AllToAll(List<int[]> groups, double bytes) -> {
                for (int[] group : groups) {
                    if (group.length > FEW) {
                        crosses.add(Cross.among(group, bytes));
                        continue;
                    }
                    for (int from : group) {
                        Arrays.stream(group).forEach(to -> messages.add(from, to, bytes, messages.size()));
                    }
                }
            }
            case Pattern.Together(List<Pattern> patterns) -> patterns.forEach(one -> gather(one, messages, crosses));
        }
    }
}
