package dev.podwright.network.flow;

import java.util.Arrays;

/// Numbered things by a key that may change, the least key first; equal keys go by number, so that the order never depends on how things came in.
final class Ranking {
    /// Children of a place: with four the tree is half as deep as with two, and children lie side by side.
    private static final int BRANCHES = 4;
    private static final int ABSENT = -1;

    private final double[] keys;
    /// Where a thing stands in the tree.
    private final int[] places;
    private int[] tree = new int[BRANCHES];
    private int size;

    /// @param things numbered from 0
    Ranking(int things) {
        this.keys = new double[things];
        this.places = new int[things];
        Arrays.fill(places, ABSENT);
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean has(int thing) {
        return places[thing] != ABSENT;
    }

    int first() {
        return tree[0];
    }

    double key(int thing) {
        return keys[thing];
    }

    /// Adds, or changes the key.
    void put(int thing, double key) {
        int at = places[thing];
        if (at == ABSENT) {
            if (size == tree.length) {
                tree = Arrays.copyOf(tree, 2 * size);
            }
            at = size++;
            keys[thing] = key;
            rise(thing, at);
        } else if (key < keys[thing]) {
            keys[thing] = key;
            rise(thing, at);
        } else if (key > keys[thing]) {
            keys[thing] = key;
            sink(thing, at);
        }
    }

    void removeFirst() {
        places[tree[0]] = ABSENT;
        int last = tree[--size];
        if (size > 0) {
            sink(last, 0);
        }
    }

    private void rise(int thing, int from) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) / BRANCHES;
            if (!before(thing, tree[parent])) {
                break;
            }
            place(tree[parent], at);
            at = parent;
        }
        place(thing, at);
    }

    private void sink(int thing, int from) {
        int at = from;
        while (true) {
            int child = BRANCHES * at + 1;
            if (child >= size) {
                break;
            }
            int least = tree[child];
            int place = child;
            int end = Math.min(size, child + BRANCHES);
            for (int c = child + 1; c < end; c++) {
                if (before(tree[c], least)) {
                    least = tree[c];
                    place = c;
                }
            }
            if (!before(least, thing)) {
                break;
            }
            place(least, at);
            at = place;
        }
        place(thing, at);
    }

    private void place(int thing, int at) {
        tree[at] = thing;
        places[thing] = at;
    }

    private boolean before(int a, int b) {
        return keys[a] < keys[b] || keys[a] == keys[b] && a < b;
    }
}
