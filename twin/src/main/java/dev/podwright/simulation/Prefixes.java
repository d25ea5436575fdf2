package dev.podwright.simulation;

import java.util.ArrayList;
import java.util.List;

/// The leading segments of prompts that a replica need not compute: those in its chips' memory and those it can load.
final class Prefixes {
    private final PrefixCache cache;
    private final int segmentTokens;
    /// The nearest tier; null where there is none.
    private final TierCache tiers;
    private double loading;

    /// @param segmentTokens tokens of a prompt that one hash stands for; 0 where prompts have none
    Prefixes(PrefixCache cache, int segmentTokens, TierCache tiers) {
        this.cache = cache;
        this.segmentTokens = segmentTokens;
        this.tiers = tiers;
        if (tiers != null) {
            cache.giveUpTo(tiers::keep);
        }
    }

    /// The tiers of one replica, nearest first; null if there are none.
    ///
    /// @param shared the caches of tiers that all share, by name of tier; those missing are made
    static TierCache chain(Tiers tiers, long segmentBlocks, java.util.Map<String, TierCache> shared) {
        TierCache below = null;
        for (Tiers.Tier tier : tiers.tiers().reversed()) {
            TierCache under = below;
            below = tier.shared() ? shared.computeIfAbsent(tier.name(), _ -> new TierCache(tier, segmentBlocks, under)) : new TierCache(tier, segmentBlocks, under);
        }
        return below;
    }

    /// Leading segments in the chips' memory. The last token of a prompt is always computed: its result is wanted.
    int near(long[] hashes, int prompt) {
        return hashes == null ? 0 : cache.match(hashes, (prompt - 1) / segmentTokens);
    }

    /// Segments from `near` on that can be loaded.
    ///
    /// @param blocks that there is room for
    int far(long[] hashes, int prompt, int near, long blocks) {
        if (tiers == null || hashes == null) {
            return 0;
        }
        int most = (int) Math.min(near + blocks / cache.segmentBlocks(), Math.min(hashes.length, (prompt - 1) / segmentTokens));
        int at = near;
        while (at < most && where(hashes[at]) != null) {
            at++;
        }
        return at - near;
    }

    private TierCache where(long segment) {
        TierCache at = tiers;
        while (at != null && !at.holds(segment)) {
            at = at.below();
        }
        return at;
    }

    /// Takes segments in the chips' memory into use.
    void use(long[] hashes, int count) {
        cache.use(hashes, count);
    }

    /// Loads segments, those of each tier at once.
    void load(long[] hashes, int from, int count) {
        TierCache of = null;
        int tokens = 0;
        for (int i = from; i < from + count; i++) {
            TierCache at = where(hashes[i]);
            if (at != of) {
                loading += of == null ? 0 : of.load(tokens);
                of = at;
                tokens = 0;
            }
            at.keep(hashes[i]);
            tokens += segmentTokens;
        }
        loading += of == null ? 0 : of.load(tokens);
    }

    /// Seconds that the next step's prompts have to load; asked once.
    double loading() {
        double seconds = loading;
        loading = 0;
        return seconds;
    }

    /// Whole segments of a computed prompt are shared from now on.
    ///
    /// @param from segments that are shared already
    /// @return those shared now
    int share(long[] hashes, int from, int input) {
        int whole = Math.min(hashes.length, input / segmentTokens);
        for (int i = from; i < whole; i++) {
            cache.enter(hashes[i]);
            if (tiers != null) {
                tiers.computed(hashes[i]);
            }
        }
        return Math.max(whole, from);
    }

    void release(long[] hashes, int count) {
        cache.release(hashes, count);
    }

    int segmentTokens() {
        return segmentTokens;
    }

    long segmentBlocks() {
        return cache.segmentBlocks();
    }

    /// Leading prompt tokens that need not be computed.
    int cachedTokens(long[] hashes) {
        if (hashes == null) {
            return 0;
        }
        int near = cache.match(hashes, hashes.length);
        return segmentTokens * (near + (tiers == null ? 0 : far(hashes, hashes.length * segmentTokens + 1, near, Integer.MAX_VALUE)));
    }

    /// What the tiers of this replica alone did.
    List<Tiers.Use> uses() {
        List<Tiers.Use> all = new ArrayList<>();
        for (TierCache at = tiers; at != null; at = at.below()) {
            all.add(at.use());
        }
        return all;
    }
}
