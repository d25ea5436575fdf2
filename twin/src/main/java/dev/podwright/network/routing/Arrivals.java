package dev.podwright.network.routing;

import java.util.Arrays;
import java.util.List;

/// What goes to each class of receivers, so that the classes can be served one after the other.
final class Arrivals {
    private final Demand demand;
    private final int[] kinds;
    private final int[] messageStarts;
    private final int[] messages;
    private final int[] crossStarts;
    /// Which cross, and where its receivers of the class begin and end in the list of receivers.
    private final int[] crosses;
    private final int[] firsts;
    private final int[] ends;
    private final int[] receivers;

    /// @param kindOf classes by node
    /// @param most number of classes
    Arrivals(Demand demand, int[] kindOf, int most) {
        this.demand = demand;
        Messages all = demand.messages();
        int[] counts = new int[most + 1];
        for (int m = 0; m < all.size(); m++) {
            counts[kindOf[all.to(m)] + 1]++;
        }
        this.messageStarts = sums(counts);
        this.messages = new int[all.size()];
        int[] at = Arrays.copyOf(messageStarts, most);
        for (int m = 0; m < all.size(); m++) {
            messages[at[kindOf[all.to(m)]]++] = m;
        }
        int total = demand.crosses().stream().mapToInt(cross -> cross.to().length).sum();
        this.receivers = new int[total];
        int[] stops = new int[total];
        int[] which = new int[total];
        int runs = 0;
        int next = 0;
        int[] crossCounts = new int[most + 1];
        List<Cross> given = demand.crosses();
        for (int c = 0; c < given.size(); c++) {
            int start = next;
            for (int node : byKind(given.get(c).to(), kindOf)) {
                receivers[next++] = node;
                if (next == start + 1 || kindOf[receivers[next - 2]] != kindOf[node]) {
                    which[runs++] = c;
                    crossCounts[kindOf[node] + 1]++;
                }
                stops[runs - 1] = next;
            }
        }
        this.crossStarts = sums(crossCounts);
        this.crosses = new int[runs];
        this.firsts = new int[runs];
        this.ends = new int[runs];
        int[] place = Arrays.copyOf(crossStarts, most);
        for (int r = 0; r < runs; r++) {
            int first = r == 0 ? 0 : stops[r - 1];
            int to = place[kindOf[receivers[first]]]++;
            crosses[to] = which[r];
            firsts[to] = first;
            ends[to] = stops[r];
        }
        int[] present = new int[most];
        int found = 0;
        for (int k = 0; k < most; k++) {
            if (messageStarts[k + 1] > messageStarts[k] || crossStarts[k + 1] > crossStarts[k]) {
                present[found++] = k;
            }
        }
        this.kinds = Arrays.copyOf(present, found);
    }

    private static int[] sums(int[] counts) {
        for (int i = 1; i < counts.length; i++) {
            counts[i] += counts[i - 1];
        }
        return counts;
    }

    private static int[] byKind(int[] nodes, int[] kindOf) {
        long[] keys = new long[nodes.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) kindOf[nodes[i]] << Integer.SIZE | nodes[i];
        }
        Arrays.sort(keys);
        int[] sorted = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            sorted[i] = (int) keys[i];
        }
        return sorted;
    }

    Demand demand() {
        return demand;
    }

    /// Classes to which anything goes, in ascending order.
    int[] kinds() {
        return kinds;
    }

    /// Some receiver of a class.
    int receiver(int kind) {
        return messageStarts[kind + 1] > messageStarts[kind] ? demand.messages().to(messages[messageStarts[kind]]) : receivers[firsts[crossStarts[kind]]];
    }

    int messageFrom(int kind) {
        return messageStarts[kind];
    }

    int message(int at) {
        return messages[at];
    }

    int crossFrom(int kind) {
        return crossStarts[kind];
    }

    int cross(int at) {
        return crosses[at];
    }

    int receiverFrom(int at) {
        return firsts[at];
    }

    int receiverTo(int at) {
        return ends[at];
    }

    int receiverAt(int place) {
        return receivers[place];
    }
}
