package dev.podwright.profile.column;

import java.util.Arrays;
import java.util.BitSet;

/// A column of `long` that grows by chunks: what was written is never copied, so that growing needs no second array beside the first.
public final class Longs {
    private static final int BITS = 14;
    private static final int CHUNK = 1 << BITS;
    private static final int MASK = CHUNK - 1;

    private long[][] chunks = new long[8][];
    private int size;

    public int size() {
        return size;
    }

    public void add(long value) {
        int chunk = size >>> BITS;
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * chunk);
        }
        if (chunks[chunk] == null) {
            chunks[chunk] = new long[CHUNK];
        }
        chunks[chunk][size & MASK] = value;
        size++;
    }

    public long get(int row) {
        return chunks[row >>> BITS][row & MASK];
    }

    public void set(int row, long value) {
        chunks[row >>> BITS][row & MASK] = value;
    }

    /// Keeps these rows alone, in their order.
    public void keep(BitSet rows) {
        int kept = 0;
        for (int row = rows.nextSetBit(0); row >= 0 && row < size; row = rows.nextSetBit(row + 1)) {
            set(kept++, get(row));
        }
        size = kept;
    }
}
