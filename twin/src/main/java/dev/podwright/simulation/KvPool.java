package dev.podwright.simulation;

/// The blocks of a replica's key-value cache: used ones, those that the prefix cache keeps, free ones.
final class KvPool {
    private final long capacity;
    private final int blockTokens;
    private final PrefixCache cache;
    /// Blocks held by requests themselves.
    private long own;
    /// Sequences that generate, by (tokens - decode steps done) modulo the block: which of them need a block at a step.
    private final int[] phases;

    KvPool(long capacity, int blockTokens, PrefixCache cache) {
        this.capacity = capacity;
        this.blockTokens = blockTokens;
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
        return Math.ceilDiv(tokens, blockTokens);
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
        phases[phase(tokens, step)]++;
    }

    void leave(long tokens, long step) {
        phases[phase(tokens, step)]--;
    }

    private int phase(long tokens, long step) {
        return (int) Math.floorMod(tokens - step, (long) blockTokens);
    }

    /// Blocks that the next `steps` decode steps, the first of them number `step`, take: a sequence needs one when its tokens fill
    /// whole blocks before the step.
    long need(long step, long steps) {
        long whole = steps / blockTokens;
        int rest = (int) (steps % blockTokens);
        long need = 0;
        for (int phase = 0; phase < blockTokens; phase++) {
            if (phases[phase] > 0) {
                // The block of this phase is full before step s where (phase + s) % block == 0.
                int wait = (int) Math.floorMod(-(phase + step), (long) blockTokens);
                need += phases[phase] * (whole + (wait < rest ? 1 : 0));
            }
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
