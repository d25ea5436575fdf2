package dev.podwright.profile.column;

import java.util.ArrayList;
import java.util.List;

/// Texts told apart by number: the first that is seen is 0. A text that comes a million times is kept once and is found without making an object.
public final class Texts {
    private static final int FIRST_SLOTS = 1 << 10;
    private static final int HASH = 31;

    private final List<String> texts = new ArrayList<>();
    private final Ints hashes = new Ints();
    /// Number of a text plus one, 0 where free.
    private int[] slots = new int[FIRST_SLOTS];

    public int size() {
        return texts.size();
    }

    public String get(int number) {
        return texts.get(number);
    }

    public int of(String text) {
        return of(text.toCharArray(), 0, text.length());
    }

    public int of(char[] from, int offset, int length) {
        int hash = 0;
        for (int i = offset; i < offset + length; i++) {
            hash = HASH * hash + from[i];
        }
        int slot = spread(hash) & slots.length - 1;
        while (slots[slot] != 0) {
            int number = slots[slot] - 1;
            if (hashes.get(number) == hash && same(texts.get(number), from, offset, length)) {
                return number;
            }
            slot = slot + 1 & slots.length - 1;
        }
        texts.add(new String(from, offset, length));
        hashes.add(hash);
        slots[slot] = texts.size();
        if (2 * texts.size() > slots.length) {
            grow();
        }
        return texts.size() - 1;
    }

    private void grow() {
        slots = new int[2 * slots.length];
        for (int number = 0; number < texts.size(); number++) {
            int slot = spread(hashes.get(number)) & slots.length - 1;
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = number + 1;
        }
    }

    /// Hashes of texts that differ in the last letters lie side by side; open addressing wants them apart.
    static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ mixed >>> 16;
    }

    private static boolean same(String text, char[] from, int offset, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != from[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
