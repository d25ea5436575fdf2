package dev.podwright.network.routing;

import dev.podwright.network.LinkType;
import dev.podwright.network.Network;
import java.util.Arrays;

/// Which ports a sender uses toward a receiver, and which ports of the receiver what arrives uses.
final class Leaving {
    private final Network network;
    private final Core core;
    private final Ports ports;
    private final Targets targets;
    private final Choice choice;
    private final Reach reach;
    private final Draw draw;
    private int[] places = new int[1];
    private int[] gates = new int[1];
    private double[] shares = new double[1];
    private int used;

    /// @param draw divides flows that arrive, as in [Passing]; null = the choice does
    Leaving(Core core, Ports ports, Targets targets, Choice choice, Draw draw) {
        this.draw = draw;
        this.network = core.network();
        this.core = core;
        this.ports = ports;
        this.targets = targets;
        this.choice = choice;
        this.reach = new Reach(core, targets, choice);
    }

    /// Chooses among the ports of `from`.
    ///
    /// @param to a receiver of the class
    /// @param kind its class
    /// @return ports used; 0 if none leads there
    int choose(int from, int to, int kind) {
        int first = ports.outFrom(from);
        int end = ports.outFrom(from + 1);
        room(end - first);
        used = 0;
        for (int at = first; at < end; at++) {
            int gate = targets.gateIn(kind, core.part(ports.outEnd(at)));
            if (gate >= 0) {
                places[used] = at;
                gates[used++] = gate;
            }
        }
        if (used > 1) {
            nearest();
        }
        if (used > 1) {
            widest();
        }
        divide(from, to);
        return used;
    }

    private void room(int most) {
        if (most > places.length) {
            places = new int[most];
            gates = new int[most];
            shares = new double[most];
        }
    }

    private void nearest() {
        int least = Ways.UNREACHED;
        for (int i = 0; i < used; i++) {
            least = Math.min(least, reach.distance(gates[i], ports.outEnd(places[i])));
        }
        int kept = 0;
        for (int i = 0; i < used; i++) {
            if (least < Ways.UNREACHED && reach.distance(gates[i], ports.outEnd(places[i])) == least) {
                places[kept] = places[i];
                gates[kept++] = gates[i];
            }
        }
        used = kept;
    }

    /// Among ports equally near, those of the kind that carries most together: what a fast switch joins does not take the network between servers as well. As
    /// built: a link that is slowed is still the one that libraries choose.
    private void widest() {
        LinkType widest = null;
        double most = 0;
        for (int i = 0; i < used; i++) {
            if (link(i) == Ports.NO_LINK) {
                return;
            }
            if (network.type(link(i)) != widest && together(network.type(link(i))) > most) {
                widest = network.type(link(i));
                most = together(widest);
            }
        }
        int kept = 0;
        for (int i = 0; i < used; i++) {
            if (network.type(link(i)) == widest) {
                places[kept] = places[i];
                gates[kept++] = gates[i];
            }
        }
        used = kept;
    }

    /// Bytes/s of all ports in use of one kind.
    private double together(LinkType type) {
        double sum = 0;
        for (int i = 0; i < used; i++) {
            sum += network.type(link(i)) == type ? type.bandwidth() : 0;
        }
        return sum;
    }

    private void divide(int from, int to) {
        if (used == 0) {
            return;
        }
        int only = choice.only(from, used);
        if (only >= 0) {
            places[0] = places[only];
            gates[0] = gates[only];
            shares[0] = 1;
            used = 1;
        } else if (choice instanceof Choice.Proportional) {
            double sum = 0;
            for (int i = 0; i < used; i++) {
                shares[i] = carries(i, to);
                sum += shares[i];
            }
            for (int i = 0; i < used; i++) {
                shares[i] /= sum;
            }
        } else {
            Arrays.fill(shares, 0, used, 1.0 / used);
        }
    }

    /// What a port, all that lies behind it and the ports of the receiver there can carry.
    private double carries(int index, int to) {
        int end = ports.outEnd(places[index]);
        double last = 0;
        for (int at = ports.inFrom(to); at < ports.inFrom(to + 1); at++) {
            if (core.part(ports.inEnd(at)) == core.part(end)) {
                last += ports.inLink(at) == Ports.NO_LINK ? Double.POSITIVE_INFINITY : network.capacity(ports.inLink(at));
            }
        }
        return Math.min(network.capacity(ports.outLink(places[index])), Math.min(reach.carry(gates[index], end), last));
    }

    /// The link of a port in use; [Ports#NO_LINK] if the sender is a node of the core.
    int link(int index) {
        return ports.outLink(places[index]);
    }

    /// The core number to which it leads.
    int end(int index) {
        return ports.outEnd(places[index]);
    }

    /// Where what it takes will leave the core.
    int gate(int index) {
        return gates[index];
    }

    double share(int index) {
        return shares[index];
    }

    /// Adds to the links by which `to` receives what comes to one node of the core.
    void deliver(int number, int to, double bytes, double[] load) {
        int ways = 0;
        double capacity = 0;
        for (int at = ports.inFrom(to); at < ports.inFrom(to + 1); at++) {
            if (ports.inEnd(at) == number && ports.inLink(at) != Ports.NO_LINK) {
                ways++;
                capacity += network.capacity(ports.inLink(at));
            }
        }
        if (ways == 0) {
            return;
        }
        int only = choice.only(core.node(number), ways);
        int way = 0;
        long left = (long) bytes;
        for (int at = ports.inFrom(to); at < ports.inFrom(to + 1); at++) {
            if (ports.inEnd(at) != number) {
                continue;
            }
            int link = ports.inLink(at);
            if (draw != null) {
                long taken = draw.take(left, ways - way++);
                left -= taken;
                load[link] += taken;
                continue;
            }
            if (choice instanceof Choice.Proportional) {
                load[link] += bytes * (network.capacity(link) / capacity);
            } else if (only < 0) {
                load[link] += bytes / ways;
            } else if (only == way) {
                load[link] += bytes;
            }
            way++;
        }
    }

    /// Adds to the links that lead from card to card past the core.
    ///
    /// @return false if there is none
    boolean direct(int from, int to, double bytes, double[] load) {
        int ways = ports.directs(from, to);
        if (ways == 0) {
            return false;
        }
        int only = choice.only(from, ways);
        int way = 0;
        for (int at = ports.directFrom(from); at < ports.directFrom(from + 1); at++) {
            if (ports.directEnd(at) != to) {
                continue;
            }
            if (only < 0) {
                load[ports.directLink(at)] += bytes / ways;
            } else if (only == way) {
                load[ports.directLink(at)] += bytes;
            }
            way++;
        }
        return true;
    }
}
