package dev.podwright.fabric;

import dev.podwright.document.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The nodes of a group and of all that lie beside it: the group that begins with rank 0, the one that begins with the first rank left over, and so on.
final class Siblings {
    /// The node of a rank that is lost.
    private static final int LOST = -1;

    private Siblings() {}

    /// Groups keep their places when ranks are lost, and those that lose a member drop out. If none is left, as when the group is the whole pod, those of
    /// [#left] are numbered anew.
    ///
    /// @param nodes of all ranks, -1 for those that are lost
    /// @param server ranks of a server whose cards have rails of their own, else 1
    /// @throws InputException if too few are left
    static List<int[]> of(Group group, int[] nodes, int server) {
        List<int[]> whole = tiled(group, nodes);
        if (!whole.isEmpty()) {
            return whole;
        }
        int[] left = left(nodes, server);
        List<int[]> anew = tiled(group, left);
        if (anew.isEmpty()) {
            throw new InputException("A group of %d ranks, %d apart, does not fit: the network has %d ranks%s.".formatted(group.ranks(), group.stride(),
                    nodes.length, left.length < nodes.length ? ", of which %d are left".formatted(left.length) : ""), "Ask for at most %d ranks.".formatted(left.length));
        }
        return anew;
    }

    /// Nodes of the ranks with which one group of all goes on: those of whole servers, because a job that counts on a card on every rail does not run on
    /// servers that lack one; all that are left, if no server is whole.
    static int[] left(int[] nodes, int server) {
        int[] whole = IntStream.range(0, nodes.length).filter(r -> whole(nodes, r / server * server, server)).map(r -> nodes[r]).toArray();
        return whole.length > 0 ? whole : Arrays.stream(nodes).filter(n -> n != LOST).toArray();
    }

    private static boolean whole(int[] nodes, int first, int server) {
        return Arrays.stream(nodes, first, Math.min(nodes.length, first + server)).noneMatch(n -> n == LOST);
    }

    private static List<int[]> tiled(Group group, int[] nodes) {
        List<int[]> groups = new ArrayList<>();
        boolean[] taken = new boolean[nodes.length];
        long last = group.offset(group.ranks() - 1);
        for (int first = 0; first + last < nodes.length; first++) {
            if (taken[first]) {
                continue;
            }
            int[] members = new int[group.ranks()];
            boolean complete = true;
            for (int i = 0; i < members.length; i++) {
                int rank = (int) (first + group.offset(i));
                taken[rank] = true;
                members[i] = nodes[rank];
                complete &= nodes[rank] != LOST;
            }
            if (complete) {
                groups.add(members);
            }
        }
        return groups;
    }
}
