package dev.podwright.trace;

import java.util.Arrays;

/// Whole numbers in a row, four bytes each as long as none needs more: hashes of traces are counted from 0. In pieces, so that growing
/// copies nothing.
final class Ids {
    private static final int PIECE_BITS = 16;
    private static final int PIECE = 1 << PIECE_BITS;
    private static final long LOW = 0xffffffffL;

    private int[][] low = new int[16][];
    /// Upper halves; null where all are 0.
    private int[][] high = new int[16][];
    private long size;

    long size() {
        return size;
    }

    void add(long id) {
        int piece = (int) (size >>> PIECE_BITS);
        int at = (int) (size++ & PIECE - 1);
        if (piece == low.length) {
            low = Arrays.copyOf(low, 2 * piece);
            high = Arrays.copyOf(high, 2 * piece);
        }
        if (low[piece] == null) {
            low[piece] = new int[PIECE];
        }
        low[piece][at] = (int) id;
        int upper = (int) (id >>> Integer.SIZE);
        if (upper != 0) {
            if (high[piece] == null) {
                high[piece] = new int[PIECE];
            }
            high[piece][at] = upper;
        }
    }

    long get(long index) {
        int piece = (int) (index >>> PIECE_BITS);
        int at = (int) (index & PIECE - 1);
        long lower = low[piece][at] & LOW;
        return high[piece] == null ? lower : (long) high[piece][at] << Integer.SIZE | lower;
    }
}
