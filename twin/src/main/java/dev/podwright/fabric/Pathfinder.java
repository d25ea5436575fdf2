package dev.podwright.fabric;

import dev.podwright.network.Network;
import java.util.Arrays;

/// How long a message is on its way between two nodes: over the fewest links, the quickest of several such ways. The search goes from both ends and meets in
/// the middle: a switch with thousands of cards is looked at from the few cards that matter.
final class Pathfinder {
    private final Network network;
    private final boolean[] transit;
    private final Side ahead;
    private final Side back;

    /// @param transit whether a node passes on what is not for it
    Pathfinder(Network network, boolean[] transit) {
        this.network = network;
        this.transit = transit;
        this.ahead = new Side(0);
        this.back = new Side(1);
    }

    /// @return 0 if there is no way
    double seconds(int from, int to) {
        if (from == to) {
            return 0;
        }
        ahead.start(from);
        back.start(to);
        while (ahead.size > 0 && back.size > 0) {
            Side next = ahead.links() <= back.links() ? ahead : back;
            next.step();
            double met = next.meets(next == ahead ? back : ahead);
            if (met < Double.POSITIVE_INFINITY) {
                return met;
            }
        }
        return 0;
    }

    /// Nodes that are equally many links away from one end.
    private final class Side {
        /// A cable is two links that differ in the last bit: the search from the receiver looks at those that come in.
        private final int flip;
        private final int[] distance = new int[network.nodes()];
        private final double[] seconds = new double[network.nodes()];
        private final int[] seen = new int[network.nodes()];
        private int all;
        private int first;
        private int size;
        private int steps;

        Side(int flip) {
            this.flip = flip;
            Arrays.fill(distance, -1);
        }

        void start(int node) {
            for (int i = 0; i < all; i++) {
                distance[seen[i]] = -1;
            }
            distance[node] = 0;
            seconds[node] = 0;
            seen[0] = node;
            all = 1;
            first = 0;
            size = 1;
            steps = 0;
        }

        /// Links to look at in the next step.
        long links() {
            long links = 0;
            for (int i = first; i < first + size; i++) {
                links += network.firstOut(seen[i] + 1) - network.firstOut(seen[i]);
            }
            return links;
        }

        void step() {
            int end = all;
            steps++;
            for (int i = first; i < end; i++) {
                int node = seen[i];
                if (steps > 1 && !transit[node]) {
                    continue;
                }
                for (int at = network.firstOut(node); at < network.firstOut(node + 1); at++) {
                    int link = network.out(at) ^ flip;
                    int next = flip == 0 ? network.to(link) : network.from(link);
                    if (network.capacity(link) == 0 || distance[next] >= 0 && distance[next] < steps) {
                        continue;
                    }
                    double time = seconds[node] + network.type(link).latency();
                    if (distance[next] < 0) {
                        distance[next] = steps;
                        seconds[next] = time;
                        seen[all++] = next;
                    } else {
                        seconds[next] = Math.min(seconds[next], time);
                    }
                }
            }
            first = end;
            size = all - end;
        }

        /// The quickest way over nodes at which both sides have arrived; infinite if there are none.
        double meets(Side other) {
            double least = Double.POSITIVE_INFINITY;
            for (int i = first; i < first + size; i++) {
                int node = seen[i];
                boolean passes = transit[node] || other.distance[node] == 0;
                if (passes && other.distance[node] == other.steps) {
                    least = Math.min(least, seconds[node] + other.seconds[node]);
                }
            }
            return least;
        }
    }
}
