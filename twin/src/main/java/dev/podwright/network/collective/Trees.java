package dev.podwright.network.collective;

/// Two binary trees over the same ranks in which no rank is an inner node of both, with half of the buffer each: together they use a port fully in both
/// directions (Sanders, Speck, Träff, doi 10.1016/j.parco.2009.09.001). Reduced upwards and broadcast downwards in pieces, all edges work at once.
final class Trees {
    private Trees() {}

    /// The rank above `rank` in the first tree, whose leaves are the odd ranks; -1 for its root, rank 0.
    static int above(int rank, int ranks) {
        if (rank == 0) {
            return -1;
        }
        int bit = Integer.lowestOneBit(rank);
        int up = rank - bit | bit << 1;
        return up < ranks ? up : rank - bit;
    }

    /// Adds what the edges of both trees over `members` carry for `bytes`.
    static void add(Messages messages, int[] members, double bytes) {
        int m = members.length;
        for (int rank = 1; rank < m; rank++) {
            int up = above(rank, m);
            both(messages, members[rank], members[up], bytes / 2);
            // The second tree is the first one mirrored, or shifted by one where both ends are leaves.
            both(messages, members[other(rank, m)], members[other(up, m)], bytes / 2);
        }
    }

    private static int other(int rank, int m) {
        return m % 2 == 0 ? m - 1 - rank : (rank + 1) % m;
    }

    private static void both(Messages messages, int one, int another, double bytes) {
        messages.add(one, another, bytes);
        messages.add(another, one, bytes);
    }
}
