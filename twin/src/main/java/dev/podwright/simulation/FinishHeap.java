package dev.podwright.simulation;

import java.util.Arrays;

/// Sequences that generate, the one that is done first on top: by the decode step after which it is done, then by slot.
final class FinishHeap {
    private static final int SLOT_BITS = 24;
    private static final long SLOT = (1L << SLOT_BITS) - 1;

    private long[] heap = new long[64];
    private int size;

    int size() {
        return size;
    }

    long step() {
        return heap[0] >>> SLOT_BITS;
    }

    int slot() {
        return (int) (heap[0] & SLOT);
    }

    void add(long step, int slot) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        long key = step << SLOT_BITS | slot;
        int at = size++;
        while (at > 0 && heap[(at - 1) / 2] > key) {
            heap[at] = heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        heap[at] = key;
    }

    /// Takes out a slot: the first at once; others, which only a preemption wants, by looking for it.
    void remove(int slot) {
        for (int i = 0; i < size; i++) {
            if ((heap[i] & SLOT) == slot) {
                removeAt(i);
                return;
            }
        }
        throw new IllegalStateException("Slot %d does not generate.".formatted(slot));
    }

    /// The slot that entered last of those that generate, by `entered`, the later slot where equal.
    int youngest(long[] order) {
        int best = -1;
        for (int i = 0; i < size; i++) {
            int slot = (int) (heap[i] & SLOT);
            if (best < 0 || order[slot] > order[best]) {
                best = slot;
            }
        }
        return best;
    }

    private void removeAt(int hole) {
        long key = heap[--size];
        if (hole == size) {
            return;
        }
        int at = hole;
        while (at > 0 && heap[(at - 1) / 2] > key) {
            heap[at] = heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= key) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = key;
    }
}
