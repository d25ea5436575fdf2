package dev.podwright.network.routing;

import dev.podwright.network.Network;
import java.util.Arrays;

/// Where each node hangs on the core: by which links that are up it sends into it and receives from it. A node of the core is
/// its own port, without a link.
final class Ports {
    /// In place of a link, for nodes of the core.
    static final int NO_LINK = -1;

    private final Core core;
    private final Side out;
    private final Side in;
    /// Links from card to card past the core.
    private final Side direct;

    /// @param from where the ports of each node begin
    /// @param links of the ports
    /// @param ends core numbers, or cards where the core is passed by
    private record Side(int[] from, int[] links, int[] ends) {}

    Ports(Core core) {
        this.core = core;
        this.out = side(true);
        this.in = side(false);
        this.direct = direct();
    }

    private Side side(boolean sends) {
        Network network = core.network();
        int[] from = new int[network.nodes() + 1];
        for (int n = 0; n < network.nodes(); n++) {
            from[n + 1] = core.number(n) >= 0 ? 1 : 0;
        }
        for (int l = 0; l < network.links(); l++) {
            if (port(l, sends)) {
                from[card(l, sends) + 1]++;
            }
        }
        for (int n = 0; n < network.nodes(); n++) {
            from[n + 1] += from[n];
        }
        int[] at = Arrays.copyOf(from, network.nodes());
        int[] links = new int[from[network.nodes()]];
        int[] ends = new int[links.length];
        for (int n = 0; n < network.nodes(); n++) {
            if (core.number(n) >= 0) {
                links[at[n]] = NO_LINK;
                ends[at[n]] = core.number(n);
            }
        }
        for (int l = 0; l < network.links(); l++) {
            if (port(l, sends)) {
                int place = at[card(l, sends)]++;
                links[place] = l;
                ends[place] = core.number(sends ? network.to(l) : network.from(l));
            }
        }
        return new Side(from, links, ends);
    }

    private int card(int link, boolean sends) {
        return sends ? core.network().from(link) : core.network().to(link);
    }

    private boolean port(int link, boolean sends) {
        Network network = core.network();
        boolean into = core.number(network.from(link)) < 0 && core.number(network.to(link)) >= 0;
        boolean outOf = core.number(network.from(link)) >= 0 && core.number(network.to(link)) < 0;
        return network.capacity(link) > 0 && (sends ? into : outOf);
    }

    private Side direct() {
        Network network = core.network();
        int[] from = new int[network.nodes() + 1];
        for (int l = 0; l < network.links(); l++) {
            if (past(l)) {
                from[network.from(l) + 1]++;
            }
        }
        for (int n = 0; n < network.nodes(); n++) {
            from[n + 1] += from[n];
        }
        int[] at = Arrays.copyOf(from, network.nodes());
        int[] links = new int[from[network.nodes()]];
        int[] ends = new int[links.length];
        for (int l = 0; l < network.links(); l++) {
            if (past(l)) {
                int place = at[network.from(l)]++;
                links[place] = l;
                ends[place] = network.to(l);
            }
        }
        return new Side(from, links, ends);
    }

    private boolean past(int link) {
        Network network = core.network();
        return network.capacity(link) > 0 && core.number(network.from(link)) < 0 && core.number(network.to(link)) < 0;
    }

    int outFrom(int node) {
        return out.from[node];
    }

    int outLink(int at) {
        return out.links[at];
    }

    /// The core number to which the port at that place leads.
    int outEnd(int at) {
        return out.ends[at];
    }

    int inFrom(int node) {
        return in.from[node];
    }

    int inLink(int at) {
        return in.links[at];
    }

    /// The core number from which the port at that place comes.
    int inEnd(int at) {
        return in.ends[at];
    }

    int directFrom(int node) {
        return direct.from[node];
    }

    int directLink(int at) {
        return direct.links[at];
    }

    /// The card to which the direct link at that place leads.
    int directEnd(int at) {
        return direct.ends[at];
    }

    /// Direct links from one card to another.
    int directs(int from, int to) {
        int found = 0;
        for (int at = direct.from[from]; at < direct.from[from + 1]; at++) {
            found += direct.ends[at] == to ? 1 : 0;
        }
        return found;
    }
}
