package dev.podwright.simulation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/// Blocks of prompts that later prompts may begin with, by hash; those that nobody uses leave in the order in which they were last used.
///
/// A *segment* is what one hash stands for: as many cache blocks as the trace's hash covers.
final class PrefixCache {
    private static final int NONE = -1;
    private static final int START = 1024;

    private final Map<Long, Integer> nodes = new HashMap<>();
    private final long segmentBlocks;
    private long[] hash = new long[START];
    private int[] users = new int[START];
    private int[] older = new int[START];
    private int[] newer = new int[START];
    private int oldest = NONE;
    private int newest = NONE;
    private int free = NONE;
    private int made;
    private long idle;
    private long busy;
    private LongConsumer taker;

    /// @param segmentBlocks cache blocks of one hash
    PrefixCache(long segmentBlocks) {
        this.segmentBlocks = segmentBlocks;
    }

    /// Where segments go that are given up; nowhere by default.
    void giveUpTo(LongConsumer taker) {
        this.taker = taker;
    }

    /// Blocks of segments that nobody uses.
    long idleBlocks() {
        return idle * segmentBlocks;
    }

    /// Blocks of segments that somebody uses.
    long busyBlocks() {
        return busy * segmentBlocks;
    }

    long segmentBlocks() {
        return segmentBlocks;
    }

    /// How many of the first segments are held, at most `most`.
    int match(long[] hashes, int most) {
        int found = 0;
        while (found < Math.min(most, hashes.length) && nodes.containsKey(hashes[found])) {
            found++;
        }
        return found;
    }

    /// Takes the first `count` segments into use.
    void use(long[] hashes, int count) {
        for (int i = 0; i < count; i++) {
            int node = nodes.get(hashes[i]);
            if (users[node]++ == 0) {
                unlink(node);
                idle--;
                busy++;
            }
        }
    }

    /// Enters segment `index` as used by one more.
    ///
    /// @return whether it is new: its blocks then belong to the cache; otherwise the caller's copy is freed
    boolean enter(long segment) {
        Integer known = nodes.get(segment);
        if (known != null) {
            if (users[known]++ == 0) {
                unlink(known);
                idle--;
                busy++;
            }
            return false;
        }
        int node = node();
        hash[node] = segment;
        users[node] = 1;
        busy++;
        nodes.put(segment, node);
        return true;
    }

    /// Ends the use of the first `count` segments.
    void release(long[] hashes, int count) {
        // The end of a prompt is worth less than its beginning: it leaves first.
        for (int i = count - 1; i >= 0; i--) {
            int node = nodes.get(hashes[i]);
            if (--users[node] == 0) {
                append(node);
                idle++;
                busy--;
            }
        }
    }

    /// Gives up the segment that was unused longest.
    ///
    /// @return blocks freed; 0 if all are in use
    long evict() {
        if (oldest == NONE) {
            return 0;
        }
        int node = oldest;
        unlink(node);
        idle--;
        nodes.remove(hash[node]);
        if (taker != null) {
            taker.accept(hash[node]);
        }
        older[node] = free;
        free = node;
        return segmentBlocks;
    }

    private int node() {
        if (free != NONE) {
            int node = free;
            free = older[node];
            return node;
        }
        if (made == hash.length) {
            hash = Arrays.copyOf(hash, 2 * made);
            users = Arrays.copyOf(users, 2 * made);
            older = Arrays.copyOf(older, 2 * made);
            newer = Arrays.copyOf(newer, 2 * made);
        }
        return made++;
    }

    private void append(int node) {
        older[node] = newest;
        newer[node] = NONE;
        if (newest == NONE) {
            oldest = node;
        } else {
            newer[newest] = node;
        }
        newest = node;
    }

    private void unlink(int node) {
        if (older[node] == NONE) {
            oldest = newer[node];
        } else {
            newer[older[node]] = newer[node];
        }
        if (newer[node] == NONE) {
            newest = older[node];
        } else {
            older[newer[node]] = older[node];
        }
    }
}
