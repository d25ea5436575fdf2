package dev.podwright.network.flow;

/// Links by the level at which they fill, the lowest first; levels only rise.
final class LevelHeap {
    private final int[] links;
    private final double[] levels;
    private int size;

    LevelHeap(int most) {
        this.links = new int[most];
        this.levels = new double[most];
    }

    void clear() {
        size = 0;
    }

    /// Adds without order: see [#order].
    void add(int link, double level) {
        links[size] = link;
        levels[size++] = level;
    }

    /// Orders what was added.
    void order() {
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    int first() {
        return links[0];
    }

    double level() {
        return levels[0];
    }

    void raise(double level) {
        levels[0] = level;
        sink(0);
    }

    void remove() {
        size--;
        links[0] = links[size];
        levels[0] = levels[size];
        sink(0);
    }

    private void sink(int from) {
        int at = from;
        int link = links[at];
        double level = levels[at];
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            // Equal levels go by the number of the link: the order never depends on how the heap was filled.
            if (child + 1 < size && before(child + 1, child)) {
                child++;
            }
            if (levels[child] > level || levels[child] == level && links[child] > link) {
                break;
            }
            links[at] = links[child];
            levels[at] = levels[child];
            at = child;
        }
        links[at] = link;
        levels[at] = level;
    }

    private boolean before(int a, int b) {
        return levels[a] < levels[b] || levels[a] == levels[b] && links[a] < links[b];
    }
}
