package dev.podwright.network.routing;

import java.util.Arrays;

/// Every sender sends to every receiver but itself.
///
/// @param from senders in ascending order
/// @param times how often each of them sends `bytes` to each receiver
/// @param to receivers in ascending order
/// @param bytes of one message
record Cross(int[] from, int[] times, int[] to, double bytes) {

    static Cross among(int[] members, double bytes) {
        int[] sorted = members.clone();
        Arrays.sort(sorted);
        int[] once = new int[sorted.length];
        Arrays.fill(once, 1);
        return new Cross(sorted, once, sorted, bytes);
    }

    /// How often `node` sends to each receiver; 0 if it sends nothing.
    int times(int node) {
        int at = Arrays.binarySearch(from, node);
        return at < 0 ? 0 : times[at];
    }

    boolean receives(int node) {
        return Arrays.binarySearch(to, node) >= 0;
    }
}
