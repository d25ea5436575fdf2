package dev.podwright.simulation;

/// A queue of numbers, open at both ends.
final class IntDeque {
    private int[] ring = new int[16];
    private int head;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    int first() {
        return ring[head];
    }

    int get(int index) {
        return ring[head + index & ring.length - 1];
    }

    void addLast(int value) {
        makeRoom();
        ring[head + size++ & ring.length - 1] = value;
    }

    void addFirst(int value) {
        makeRoom();
        head = head - 1 & ring.length - 1;
        ring[head] = value;
        size++;
    }

    int removeFirst() {
        int value = ring[head];
        head = head + 1 & ring.length - 1;
        size--;
        return value;
    }

    int removeLast() {
        return ring[head + --size & ring.length - 1];
    }

    /// Takes out the one at `index`; those after it move up.
    int remove(int index) {
        int value = get(index);
        for (int i = index; i + 1 < size; i++) {
            ring[head + i & ring.length - 1] = get(i + 1);
        }
        size--;
        return value;
    }

    private void makeRoom() {
        if (size == ring.length) {
            int[] wider = new int[2 * size];
            for (int i = 0; i < size; i++) {
                wider[i] = get(i);
            }
            ring = wider;
            head = 0;
        }
    }
}
