package dev.podwright.network.routing;

import dev.podwright.network.Network;

/// Carries what nodes of one part of the core send along the ways to a gate.
final class Passing {
    private final Core core;
    private final Network network;
    private final Choice choice;
    private final double[] load;
    private final Ways ways;
    /// Bytes/s that can go on from each node to the gate; only where the choice asks for it.
    private final double[] carry;
    /// Divides flows, where what is carried is a number of flows.
    private final Draw draw;
    private int first;

    /// @param ways of the gate, found before each use
    /// @param load bytes on each link, to be added to
    Passing(Core core, Choice choice, Ways ways, double[] load) {
        this(core, choice, ways, load, null);
    }

    /// @param draw divides flows: bytes are numbers of flows then; null = the choice divides
    Passing(Core core, Choice choice, Ways ways, double[] load, Draw draw) {
        this.core = core;
        this.network = core.network();
        this.choice = choice;
        this.ways = ways;
        this.load = load;
        this.draw = draw;
        this.carry = choice instanceof Choice.Proportional ? new double[ways.most()] : null;
    }

    /// Prepares for the ways as they are now.
    ///
    /// @param part of the core in which they are
    void begin(int part) {
        first = core.partStart(part);
        if (carry == null) {
            return;
        }
        for (int i = 0; i < ways.reached(); i++) {
            int node = ways.node(i);
            carry[node] = ways.distance(node) == 0 ? Double.POSITIVE_INFINITY : 0;
            for (int at = ways.from(node); at < ways.from(node + 1); at++) {
                carry[node] += carries(at);
            }
        }
    }

    /// What a way and all that lies behind it can carry.
    private double carries(int at) {
        return Math.min(network.capacity(ways.link(at)), carry[ways.end(at)]);
    }

    /// Bytes/s that can go on from a node to the gate.
    double carry(int node) {
        return carry[node];
    }

    /// Whether [#carry] is known.
    boolean carries() {
        return carry != null;
    }

    Ways ways() {
        return ways;
    }

    /// Carries all of `mass` to the gate: what remains of it there is what has come.
    ///
    /// @param mass bytes at each node of the part
    /// @return false if some node that sends does not reach the gate
    boolean all(double[] mass) {
        for (int i = ways.reached() - 1; i >= 0; i--) {
            int node = ways.node(i);
            if (mass[node] != 0 && ways.distance(node) > 0) {
                pass(node, mass);
                mass[node] = 0;
            }
        }
        for (int node = 0; node < ways.size(); node++) {
            if (mass[node] != 0 && ways.distance(node) == Ways.UNREACHED) {
                return false;
            }
        }
        return true;
    }

    /// Takes what each card sends one step aside, evenly to all neighbours that are as far from the gate as itself; what has no such neighbour stays.
    ///
    /// @param cards whether each node of the network is a card
    double[] aside(double[] mass, boolean[] cards) {
        double[] moved = new double[mass.length];
        for (int node = 0; node < ways.size(); node++) {
            if (mass[node] == 0) {
                continue;
            }
            int beside = cards[core.node(first + node)] ? beside(node) : 0;
            if (beside == 0) {
                moved[node] += mass[node];
                continue;
            }
            for (int at = core.outFrom(first + node); at < core.outFrom(first + node + 1); at++) {
                if (isBeside(node, at)) {
                    load[core.outLink(at)] += mass[node] / beside;
                    moved[core.outNode(at) - first] += mass[node] / beside;
                }
            }
        }
        return moved;
    }

    /// Links that lead from a node to others that are as far from the gate.
    int beside(int node) {
        int found = 0;
        for (int at = core.outFrom(first + node); at < core.outFrom(first + node + 1); at++) {
            found += isBeside(node, at) ? 1 : 0;
        }
        return found;
    }

    /// Whether the link of a node at that place of the core's list is one of them.
    boolean isBeside(int node, int at) {
        int distance = ways.distance(node);
        return distance > 0 && distance != Ways.UNREACHED && ways.distance(core.outNode(at) - first) == distance;
    }

    /// Carries what is at `node` one step on.
    void pass(int node, double[] mass) {
        int from = ways.from(node);
        int count = ways.from(node + 1) - from;
        double amount = mass[node];
        if (draw != null) {
            long left = (long) amount;
            for (int at = from; at < from + count; at++) {
                long taken = draw.take(left, from + count - at);
                left -= taken;
                add(at, taken, mass);
            }
            return;
        }
        int only = choice.only(core.node(first + node), count);
        if (only >= 0) {
            add(from + only, amount, mass);
        } else if (carry == null) {
            double each = amount / count;
            for (int at = from; at < from + count; at++) {
                add(at, each, mass);
            }
        } else {
            for (int at = from; at < from + count; at++) {
                add(at, amount * (carries(at) / carry[node]), mass);
            }
        }
    }

    private void add(int at, double amount, double[] mass) {
        load[ways.link(at)] += amount;
        mass[ways.end(at)] += amount;
    }
}
