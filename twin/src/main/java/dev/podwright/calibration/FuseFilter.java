package dev.podwright.calibration;

import java.util.Arrays;

/// A set of 64-bit keys in 5.4 bits each: every key is found, one foreign key in 32 is found too.
///
/// A binary fuse filter of arity four (Graf and Lemire, "Binary Fuse Filters: Fast and Smaller Than Xor Filters",
/// arXiv 2201.01174): the fingerprint of a key is the exclusive or of four slots in neighbouring segments. Equal sets give equal bits.
///
/// @param keys how many
/// @param seed of the hashes, the first with which the slots could be assigned
/// @param slots one fingerprint each
record FuseFilter(int keys, int seed, byte[] slots) {
    /// Bits of a fingerprint: one foreign key in 2^5 looks like one of the set.
    static final int BITS = 5;
    private static final int MASK = (1 << BITS) - 1;
    private static final int ARITY = 4;
    private static final int SEEDS = 1000;
    private static final int LONGEST_SEGMENT = 1 << 18;
    /// 2^64 divided by the golden ratio, odd: spreads seeds over all bits.
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /// Segments of the slots: the sizes of section 4 of the paper.
    private record Shape(int segment, int starts) {

        static Shape of(int keys) {
            double log = StrictMath.log(Math.max(keys, 2));
            int segment = Math.min(LONGEST_SEGMENT, 1 << (int) Math.max(0, StrictMath.floor(log / StrictMath.log(2.91) - 0.5)));
            double room = Math.max(1.075, 0.77 + 0.305 * StrictMath.log(600_000) / log);
            int segments = (int) Math.ceil(keys * room / segment);
            return new Shape(segment, Math.max(1, segments - ARITY + 1) * segment);
        }

        int slots() {
            return starts + (ARITY - 1) * segment;
        }

        int slot(long hash, int index) {
            int first = (int) Math.unsignedMultiplyHigh(hash, starts) + index * segment;
            return index == 0 ? first : first ^ (int) (mixed(hash + index) & (segment - 1));
        }
    }

    /// How many slots a filter of `keys` keys has.
    static int size(int keys) {
        return keys == 0 ? 0 : Shape.of(keys).slots();
    }

    /// @param keys ascending, none twice
    static FuseFilter of(long[] keys) {
        if (keys.length == 0) {
            return new FuseFilter(0, 0, new byte[0]);
        }
        Shape shape = Shape.of(keys.length);
        for (int seed = 0; seed < SEEDS; seed++) {
            byte[] slots = assigned(keys, seed, shape);
            if (slots.length > 0) {
                return new FuseFilter(keys.length, seed, slots);
            }
        }
        throw new IllegalStateException("No seed below %d gave slots to %d keys.".formatted(SEEDS, keys.length));
    }

    boolean contains(long key) {
        if (keys == 0) {
            return false;
        }
        Shape shape = Shape.of(keys);
        long hash = hash(key, seed);
        int found = fingerprint(hash);
        for (int i = 0; i < ARITY; i++) {
            found ^= slots[shape.slot(hash, i)];
        }
        return found == 0;
    }

    /// Slots in which the fingerprints of all keys can be read, empty if this seed ties keys in a knot: keys that have a slot to
    /// themselves are taken away until none is left, then assigned in the reverse order.
    private static byte[] assigned(long[] keys, int seed, Shape shape) {
        int[] counts = new int[shape.slots()];
        long[] together = new long[shape.slots()];
        for (long key : keys) {
            long hash = hash(key, seed);
            for (int i = 0; i < ARITY; i++) {
                int slot = shape.slot(hash, i);
                counts[slot]++;
                together[slot] ^= hash;
            }
        }
        long[] order = new long[keys.length];
        int[] owned = new int[keys.length];
        int taken = 0;
        int[] alone = new int[shape.slots()];
        int waiting = 0;
        for (int slot = 0; slot < counts.length; slot++) {
            if (counts[slot] == 1) {
                alone[waiting++] = slot;
            }
        }
        while (waiting > 0) {
            int own = alone[--waiting];
            if (counts[own] != 1) {
                continue;
            }
            long hash = together[own];
            order[taken] = hash;
            owned[taken++] = own;
            for (int i = 0; i < ARITY; i++) {
                int slot = shape.slot(hash, i);
                together[slot] ^= hash;
                if (--counts[slot] == 1) {
                    alone[waiting++] = slot;
                }
            }
        }
        return taken == keys.length ? filled(order, owned, shape) : new byte[0];
    }

    private static byte[] filled(long[] order, int[] owned, Shape shape) {
        byte[] slots = new byte[shape.slots()];
        for (int at = order.length - 1; at >= 0; at--) {
            int value = fingerprint(order[at]);
            for (int i = 0; i < ARITY; i++) {
                int slot = shape.slot(order[at], i);
                value ^= slot == owned[at] ? 0 : slots[slot];
            }
            slots[owned[at]] = (byte) value;
        }
        return slots;
    }

    private static int fingerprint(long hash) {
        return (int) (mixed(hash + ARITY) >>> (Long.SIZE - BITS)) & MASK;
    }

    private static long hash(long key, int seed) {
        return mixed(key + seed * GOLDEN);
    }

    /// The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): each bit of the result depends on all of the argument.
    private static long mixed(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FuseFilter filter && keys == filter.keys && seed == filter.seed && Arrays.equals(slots, filter.slots);
    }

    @Override
    public int hashCode() {
        return 31 * keys + Arrays.hashCode(slots);
    }

    @Override
    public String toString() {
        return "%d keys".formatted(keys);
    }
}
