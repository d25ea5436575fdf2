package dev.podwright.profile.column;

/// Finds a row by a key of its column.
public final class Index {
    /// No such row.
    public static final int NONE = -1;

    private final Ints keys;
    /// Number of a row plus one, 0 where free.
    private final int[] slots;

    /// Indexes the rows in the order given; of those with the same key the first is found.
    ///
    /// @param keys of all rows
    /// @param order which rows, and which first
    /// @param missing a key that stands for none
    public Index(Ints keys, int[] order, int missing) {
        this.keys = keys;
        this.slots = new int[Math.max(2, Integer.highestOneBit(Math.max(1, order.length)) << 2)];
        for (int row : order) {
            int key = keys.get(row);
            if (key != missing) {
                int slot = slot(key);
                if (slots[slot] == 0) {
                    slots[slot] = row + 1;
                }
            }
        }
    }

    /// The row with this key or [#NONE].
    public int row(int key) {
        return slots[slot(key)] - 1;
    }

    private int slot(int key) {
        int slot = Texts.spread(key) & slots.length - 1;
        while (slots[slot] != 0 && keys.get(slots[slot] - 1) != key) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }
}
