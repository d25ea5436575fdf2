package dev.podwright.network;

import java.util.Arrays;

/// How much each link carries when traffic is split evenly over all shortest ways, node by node (packet spray).
///
/// Traffic of all cards to one target flows along the same graph of shortest ways, so that it is pushed through once for each target, the farthest
/// nodes first: a whole all-to-all costs targets × links, not pairs × links. Cards that hang on the same nodes share one search.
public final class Loads {
    private final Network network;
    private final Toward toward;
    private final double[] mass;
    private final double[] load;

    public Loads(Network network) {
        this.network = network;
        this.toward = new Toward(network);
        this.mass = new double[network.nodes()];
        this.load = new double[network.links()];
    }

    /// Adds `bytes` from every one of `sources` to `target`.
    ///
    /// @return the source that cannot reach it, -1 if all do
    public int add(int[] sources, int target, double bytes) {
        toward.find(target);
        Arrays.fill(mass, 0);
        for (int source : sources) {
            if (toward.distance(source) == Toward.UNREACHED) {
                return source;
            }
            mass[source] += source == target ? 0 : bytes;
        }
        for (int i = toward.reached() - 1; i > 0; i--) {
            push(toward.node(i));
        }
        return -1;
    }

    private void push(int node) {
        if (mass[node] == 0) {
            return;
        }
        int ways = 0;
        for (int at = network.firstOut(node); at < network.firstOut(node + 1); at++) {
            ways += toward.nearer(network.out(at)) ? 1 : 0;
        }
        double each = mass[node] / ways;
        for (int at = network.firstOut(node); at < network.firstOut(node + 1); at++) {
            int link = network.out(at);
            if (toward.nearer(link)) {
                load[link] += each;
                mass[network.to(link)] += each;
            }
        }
    }

    /// Bytes on `link`.
    public double on(int link) {
        return load[link];
    }

    /// The link that takes longest for what it carries.
    public int slowest() {
        int worst = 0;
        for (int l = 1; l < load.length; l++) {
            if (seconds(l) > seconds(worst)) {
                worst = l;
            }
        }
        return worst;
    }

    /// Seconds that `link` is busy. When all flows of a pattern are equal and share links fairly, the pattern lasts as long as its slowest link:
    /// the first link to fill holds all its flows to one rate until they end together.
    public double seconds(int link) {
        return load[link] == 0 ? 0 : load[link] / network.capacity(link);
    }
}
