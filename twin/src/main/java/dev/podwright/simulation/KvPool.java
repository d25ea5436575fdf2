package dev.podwright.simulation;

/// The blocks of a replica's key-value cache: used ones, those that the prefix cache keeps, free ones.
final class KvPool {
    private final long capacity;
    private final int blockTokens;
    private final PrefixCache cache;
    /// Blocks held by requests themselves.
    private long own;
    /// Digits of `blockTokens - 1` where that is a power of two, as engines have it, and shifts do for divisions; -1 otherwise.
    private final int shift;
    /// Sequences that generate, by (tokens - decode steps done) modulo the block: which of them need a block at a step.
    private final int[] phases;
    /// How many.
    private int growing;

    KvPool(long capacity, int blockTokens, PrefixCache cache) {
        this.capacity = capacity;
        this.blockTokens = blockTokens;
        this.shift = Integer.bitCount(blockTokens) == 1 ? Integer.numberOfTrailingZeros(blockTokens) : -1;
        this.cache = cache;
        this.phases = new int[blockTokens];
    }

    long capacity() {
        return capacity;
    }

    /// Blocks that requests hold, shared ones counted once.
    long used() {
        return own + cache.busyBlocks();
    }

    long blocks(long tokens) {
        return shift < 0 ? Math.ceilDiv(tokens, blockTokens) : tokens + blockTokens - 1 >> shift;
    }

    /// Blocks that may be taken, idle prefixes given up.
    long available() {
        return capacity - used();
    }

    /// Blocks that may be taken with all idle prefixes kept.
    long free() {
        return available() - cache.idleBlocks();
    }

    /// Takes blocks, giving up idle prefixes where no other is free.
    boolean take(long blocks) {
        if (blocks > available()) {
            return false;
        }
        own += blocks;
        while (own + cache.busyBlocks() + cache.idleBlocks() > capacity) {
            cache.evict();
        }
        return true;
    }

    void give(long blocks) {
        own -= blocks;
        if (own < 0) {
            throw new IllegalStateException("More blocks were given back than taken: %d.".formatted(own));
        }
    }

    void enter(long tokens, long step) {
        phases[phase(tokens - step)]++;
        growing++;
    }

    void leave(long tokens, long step) {
        phases[phase(tokens - step)]--;
        growing--;
    }

    private int phase(long tokens) {
        return (int) (shift < 0 ? Math.floorMod(tokens, (long) blockTokens) : tokens & blockTokens - 1);
    }

    /// Blocks that the next `steps` decode steps, the first of them number `step`, take: a sequence needs one when its tokens fill
    /// whole blocks before the step.
    long need(long step, long steps) {
        long whole = shift < 0 ? steps / blockTokens : steps >> shift;
        // The blocks of one phase are full before step s where (phase + s) % block == 0: of one phase after the other, downwards.
        int phase = phase(-step);
        long need = whole * growing;
        for (long rest = steps - whole * blockTokens; rest > 0; rest--) {
            need += phases[phase];
            phase = phase == 0 ? blockTokens - 1 : phase - 1;
        }
        return need;
    }

    /// The most of `steps` for which so many blocks suffice.
    long affordable(long step, long steps, int sequences, long available) {
        if (sequences * (steps / blockTokens + 1) <= available || need(step, steps) <= available) {
            return steps;
        }
        long low = 0;
        long high = steps;
        while (high - low > 1) {
            long middle = (low + high) / 2;
            if (need(step, middle) <= available) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
