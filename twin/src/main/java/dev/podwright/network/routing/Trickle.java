package dev.podwright.network.routing;

import java.util.Arrays;

/// Carries what single messages send along the ways to a gate: visits only nodes that carry something.
final class Trickle {
    private final Passing passing;
    private final double[] mass;
    private final boolean[] waiting;
    private int[] queue;
    private int size;
    private int begun;

    Trickle(Passing passing) {
        this.passing = passing;
        this.mass = new double[passing.ways().most()];
        this.waiting = new boolean[mass.length];
        this.queue = new int[mass.length];
    }

    Passing passing() {
        return passing;
    }

    /// Adds bytes at a node.
    ///
    /// @return false if it does not reach the gate
    boolean start(int node, double bytes) {
        if (passing.ways().distance(node) == Ways.UNREACHED) {
            return false;
        }
        mass[node] += bytes;
        enter(node);
        return true;
    }

    private void enter(int node) {
        if (!waiting[node]) {
            waiting[node] = true;
            if (size == queue.length) {
                queue = Arrays.copyOf(queue, 2 * size);
            }
            queue[size++] = node;
        }
    }

    /// Carries all that has started to the gate. Nodes that start are equally far from it: the queue is ordered by distance.
    void run() {
        Ways ways = passing.ways();
        for (int i = begun; i < size; i++) {
            int node = queue[i];
            if (ways.distance(node) == 0) {
                continue;
            }
            passing.pass(node, mass);
            for (int at = ways.from(node); at < ways.from(node + 1); at++) {
                if (mass[ways.end(at)] != 0) {
                    enter(ways.end(at));
                }
            }
        }
    }

    /// Empties the nodes, but remembers those that were visited.
    void rest() {
        for (int i = begun; i < size; i++) {
            mass[queue[i]] = 0;
            waiting[queue[i]] = false;
        }
        begun = size;
    }

    /// Nodes that were visited, those of the gate included.
    int visited() {
        return size;
    }

    int node(int index) {
        return queue[index];
    }

    /// Bytes that came to a node of the gate.
    double at(int node) {
        return mass[node];
    }

    /// Forgets what was visited.
    void clear() {
        rest();
        size = 0;
        begun = 0;
    }
}
