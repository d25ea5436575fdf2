package dev.podwright.fabric;

import dev.podwright.network.Network;
import java.util.ArrayList;
import java.util.List;

/// How a group lies on a network of which no levels are known: blocks of members that are nearest to one another, blocks of blocks, and so on.
final class Blocks {
    private Blocks() {}

    /// Ranks of an innermost block, blocks of the next one, ...; the product is the group.
    ///
    /// @param levels of all ranks, if they are known
    static List<Integer> fans(Ground ground, Group group, List<Integer> levels) {
        if (!levels.isEmpty()) {
            return along(group, levels);
        }
        int[] members = ground.groups(group).getFirst();
        List<Integer> fans = new ArrayList<>();
        while (members.length > 1) {
            int block = nearest(ground.network(), members);
            fans.add(block);
            int[] heads = new int[members.length / block];
            for (int i = 0; i < heads.length; i++) {
                heads[i] = members[i * block];
            }
            members = heads;
        }
        return fans;
    }

    /// The share that a group has of each level; one flat level if it does not fill them evenly.
    private static List<Integer> along(Group group, List<Integer> levels) {
        List<Integer> fans = new ArrayList<>();
        long domain = 1;
        int inner = 1;
        for (int level : levels) {
            domain *= level;
            int members = group.within(domain);
            if (members % inner != 0) {
                return List.of(group.ranks());
            }
            if (members > inner) {
                fans.add(members / inner);
            }
            inner = members;
        }
        return inner == group.ranks() ? fans : List.of(group.ranks());
    }

    /// The largest number of first members that divides the group and of which none is farther from another than the first two are. In a symmetric network the
    /// first and the last stand for all.
    private static int nearest(Network network, int[] members) {
        int[] fromFirst = Distances.from(network, members[0]);
        int near = fromFirst[members[1]];
        int block = 1;
        for (int size = 2; size <= members.length && fromFirst[members[size - 1]] <= near; size++) {
            if (members.length % size == 0 && Distances.from(network, members[size - 1])[members[1]] <= near) {
                block = size;
            }
        }
        // Neighbours that are farther from each other than from some third rank make no blocks.
        return block == 1 ? members.length : block;
    }
}
