package dev.podwright.profile.column;

import java.util.Arrays;

/// Sequences of whole numbers told apart by number, as [Texts] are: the first that is seen is 0. A sequence is staged with [#begin()] and [#add(int)] and
/// ended by [#end()], one at a time.
public final class Rows {
    private static final int FIRST_SLOTS = 1 << 10;
    private static final int HASH = 31;

    /// All sequences, one after another.
    private final Ints pool = new Ints();
    /// Where each begins; its end is where the next begins.
    private final Ints starts = new Ints();
    private final Ints hashes = new Ints();
    /// Number of a sequence plus one, 0 where free.
    private int[] slots = new int[FIRST_SLOTS];
    private int[] staged = new int[64];
    private int length;

    public Rows() {
        starts.add(0);
    }

    /// Sequences so far.
    public int count() {
        return hashes.size();
    }

    public int size(int sequence) {
        return starts.get(sequence + 1) - starts.get(sequence);
    }

    public int get(int sequence, int index) {
        return pool.get(starts.get(sequence) + index);
    }

    /// Two neighbours that [#add(long)] wrote.
    public long getLong(int sequence, int index) {
        return (long) get(sequence, index) << Integer.SIZE | Integer.toUnsignedLong(get(sequence, index + 1));
    }

    public void begin() {
        length = 0;
    }

    public void add(int value) {
        if (length == staged.length) {
            staged = Arrays.copyOf(staged, 2 * length);
        }
        staged[length++] = value;
    }

    /// Takes two places.
    public void add(long value) {
        add((int) (value >>> Integer.SIZE));
        add((int) value);
    }

    /// The number of the staged sequence.
    public int end() {
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = HASH * hash + staged[i];
        }
        int slot = Texts.spread(hash) & slots.length - 1;
        while (slots[slot] != 0) {
            int number = slots[slot] - 1;
            if (hashes.get(number) == hash && same(number)) {
                return number;
            }
            slot = slot + 1 & slots.length - 1;
        }
        for (int i = 0; i < length; i++) {
            pool.add(staged[i]);
        }
        starts.add(pool.size());
        hashes.add(hash);
        slots[slot] = hashes.size();
        if (2 * hashes.size() > slots.length) {
            grow();
        }
        return hashes.size() - 1;
    }

    private void grow() {
        slots = new int[2 * slots.length];
        for (int number = 0; number < hashes.size(); number++) {
            int slot = Texts.spread(hashes.get(number)) & slots.length - 1;
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = number + 1;
        }
    }

    private boolean same(int sequence) {
        int start = starts.get(sequence);
        if (starts.get(sequence + 1) - start != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (pool.get(start + i) != staged[i]) {
                return false;
            }
        }
        return true;
    }
}
