package dev.podwright.simulation;

import java.util.LinkedHashMap;

/// One place of prefixes beyond the chips' memory: segments by hash, the one unused longest leaves first.
final class TierCache {
    private final Tiers.Tier tier;
    private final long capacity;
    private final TierCache below;
    private final LinkedHashMap<Long, Boolean> held = LinkedHashMap.newLinkedHashMap(1024);
    private double hits;
    private double seconds;
    private long written;

    /// @param segmentBlocks cache blocks of a segment
    /// @param below where it gives up to; null for nowhere
    TierCache(Tiers.Tier tier, long segmentBlocks, TierCache below) {
        this.tier = tier;
        this.capacity = tier.blocks() / Math.max(1, segmentBlocks);
        this.below = below;
    }

    boolean holds(long segment) {
        return held.containsKey(segment);
    }

    /// Takes a segment, or notes that it was used.
    void keep(long segment) {
        if (held.putLast(segment, Boolean.TRUE) == null) {
            written++;
        }
        if (held.size() > capacity) {
            long oldest = held.pollFirstEntry().getKey();
            if (below != null) {
                below.keep(oldest);
            }
        }
    }

    /// A prompt was computed.
    void computed(long segment) {
        if (tier.through()) {
            keep(segment);
        }
        if (below != null) {
            below.computed(segment);
        }
    }

    /// A replica loads so many tokens.
    ///
    /// @return seconds that takes
    double load(int tokens) {
        double takes = tier.latency() + tokens * tier.secondsPerToken();
        hits += tokens;
        seconds += takes;
        return takes;
    }

    TierCache below() {
        return below;
    }

    Tiers.Use use() {
        return new Tiers.Use(tier.name(), hits, seconds, written);
    }
}
