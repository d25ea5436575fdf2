package dev.podwright.network.routing;

import java.util.Arrays;

/// Things that turns lay on one another; the least of them stands for all.
final class Orbits {
    private final int[] parent;
    private final int[] sizes;

    Orbits(int things) {
        this.parent = new int[things];
        this.sizes = new int[things];
        Arrays.setAll(parent, i -> i);
        Arrays.fill(sizes, 1);
    }

    /// @param images of all things
    void join(int[] images) {
        for (int thing = 0; thing < images.length; thing++) {
            int a = root(thing);
            int b = root(images[thing]);
            if (a != b) {
                parent[Math.max(a, b)] = Math.min(a, b);
                sizes[Math.min(a, b)] += sizes[Math.max(a, b)];
            }
        }
    }

    private int root(int thing) {
        int at = thing;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    boolean stands(int thing) {
        return parent[thing] == thing;
    }

    /// Things of its orbit.
    int size(int thing) {
        return sizes[root(thing)];
    }

    /// Gives all of an orbit the mean.
    void even(double[] values) {
        double[] sums = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            sums[root(i)] += values[i];
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = sums[root(i)] / sizes[root(i)];
        }
    }
}
