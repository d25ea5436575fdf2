package dev.podwright.calibration;

import java.util.Arrays;

/// Which measured rows the calibration was fitted to, so that a check can tell what was learnt from what is new.
///
/// Rows are known by a 64-bit hash of their content. None is forgotten; of rows that were never seen,
/// [#FALSE_POSITIVES] are taken for seen.
public final class SeenRows {
    /// Share of unseen rows that are taken for seen.
    public static final double FALSE_POSITIVES = 1.0 / (1 << FuseFilter.BITS);
    /// No row at all.
    public static final SeenRows NONE = new Builder().build();

    private final int rows;
    private final Lazy<FuseFilter> filter;

    SeenRows(int rows, Lazy<FuseFilter> filter) {
        this.rows = rows;
        this.filter = filter;
    }

    private static SeenRows of(FuseFilter filter) {
        return new SeenRows(filter.keys(), Lazy.made(filter));
    }

    /// Collects rows; their order and repetitions do not matter.
    public static final class Builder {
        private long[] rows = new long[1024];
        private int size;

        /// @param row hash of the row's content
        public Builder add(long row) {
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, 2 * size);
            }
            rows[size++] = row;
            return this;
        }

        /// Everything that `other` holds too.
        public Builder addAll(Builder other) {
            for (int i = 0; i < other.size; i++) {
                add(other.rows[i]);
            }
            return this;
        }

        public SeenRows build() {
            return of(FuseFilter.of(Arrays.stream(rows, 0, size).sorted().distinct().toArray()));
        }
    }

    /// Whether the calibration was fitted to this row; wrongly so for one unseen row in 32.
    public boolean contains(long row) {
        return filter.get().contains(row);
    }

    /// How many different rows were seen.
    public int rows() {
        return rows;
    }

    int seed() {
        return filter.get().seed();
    }

    /// The filter's slots, five bits each, the first in the lowest bits, as Z85.
    String text() {
        byte[] slots = filter.get().slots();
        byte[] packed = new byte[bytes(slots.length)];
        for (int i = 0; i < slots.length; i++) {
            for (int bit = 0; bit < FuseFilter.BITS; bit++) {
                int at = i * FuseFilter.BITS + bit;
                packed[at / Byte.SIZE] |= (byte) ((slots[i] >> bit & 1) << at % Byte.SIZE);
            }
        }
        return Z85.encode(packed);
    }

    /// What [#text()] wrote.
    ///
    /// @throws IllegalArgumentException if `text` is not Z85 or not as long as `rows` rows need
    static FuseFilter filter(int rows, int seed, String text) {
        byte[] packed = Z85.decode(text);
        byte[] slots = new byte[FuseFilter.size(rows)];
        if (packed.length != bytes(slots.length)) {
            throw new IllegalArgumentException("%d rows need %d bytes, not %d.".formatted(rows, bytes(slots.length), packed.length));
        }
        for (int i = 0; i < slots.length; i++) {
            for (int bit = 0; bit < FuseFilter.BITS; bit++) {
                int at = i * FuseFilter.BITS + bit;
                slots[i] |= (byte) ((packed[at / Byte.SIZE] >> at % Byte.SIZE & 1) << bit);
            }
        }
        return new FuseFilter(rows, seed, slots);
    }

    private static int bytes(int slots) {
        return Math.ceilDiv(slots * FuseFilter.BITS, Byte.SIZE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SeenRows seen && filter.get().equals(seen.filter.get());
    }

    @Override
    public int hashCode() {
        return rows;
    }

    @Override
    public String toString() {
        return "%d rows".formatted(rows());
    }
}
