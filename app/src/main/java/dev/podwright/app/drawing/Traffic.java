package dev.podwright.app.drawing;

import dev.podwright.network.Load;
import dev.podwright.network.Network;
import java.util.Arrays;

/// A network with what its links carry and what of it is broken.
public final class Traffic {
    private final Network network;
    /// Of each link, from 0, idle, to 1; empty if nothing flows.
    private final double[] use;
    private final boolean[] lost;

    private Traffic(Network network, double[] use) {
        this.network = network;
        this.use = use;
        this.lost = new boolean[network.nodes()];
        for (int node = 0; node < lost.length; node++) {
            lost[node] = allDown(node);
        }
    }

    /// A network in which nothing flows.
    public static Traffic none(Network network) {
        return new Traffic(network, new double[0]);
    }

    /// How busy each link is while the pattern lasts: 1 is the busiest link.
    public static Traffic of(Load load) {
        double most = 0;
        for (int l = 0; l < load.network().links(); l++) {
            most = load.network().capacity(l) > 0 ? Math.max(most, load.seconds(l)) : most;
        }
        return of(load, most);
    }

    /// How busy each link is in `seconds`.
    public static Traffic of(Load load, double seconds) {
        double[] use = new double[load.network().links()];
        Arrays.setAll(use, l -> seconds > 0 && load.network().capacity(l) > 0 ? Math.min(1, load.seconds(l) / seconds) : 0);
        return new Traffic(load.network(), use);
    }

    public Network network() {
        return network;
    }

    public boolean flows() {
        return use.length > 0;
    }

    /// From 0, idle, to 1.
    public double use(int link) {
        return use.length == 0 ? 0 : use[link];
    }

    boolean down(int link) {
        return network.capacity(link) == 0;
    }

    boolean slowed(int link) {
        return !down(link) && network.capacity(link) < network.type(link).bandwidth();
    }

    /// Whether a card or switch has links, all of them down.
    boolean lost(int node) {
        return lost[node];
    }

    private boolean allDown(int node) {
        for (int at = network.firstOut(node); at < network.firstOut(node + 1); at++) {
            if (!down(network.out(at))) {
                return false;
            }
        }
        return network.firstOut(node + 1) > network.firstOut(node);
    }

    /// Use of the busiest link that leaves `node`.
    double busiest(int node) {
        double most = 0;
        for (int at = network.firstOut(node); at < network.firstOut(node + 1); at++) {
            most = Math.max(most, use(network.out(at)));
        }
        return most;
    }
}
