package dev.podwright.network.routing;

import java.util.Arrays;
import java.util.List;

/// Finds what each link carries, one class of receivers after the other. What goes through a gate is gathered from all classes that use it and
/// carried there at once; where each target has ways of its own, it is carried for each target. Under hashes, bytes are numbers of flows.
final class Loading {
    private final Core core;
    private final Ports ports;
    private final Targets targets;
    private final Choice choice;
    private final Leaving leaving;
    private final Passing passing;
    private final double[] load;
    private final double[][] mass;
    private final int[] uses;
    private final boolean[] shared;
    /// Which nodes send one step aside before they take shortest ways; null = none.
    private final boolean[] aside;
    private int known = -1;

    /// @param load bytes on each link, to be added to
    /// @param aside which nodes send one step aside before they take shortest ways; null = none
    Loading(Core core, Ports ports, Targets targets, Choice choice, double[] load, boolean[] aside) {
        this.aside = aside;
        this.core = core;
        this.ports = ports;
        this.targets = targets;
        this.choice = choice;
        Draw draw = choice instanceof Choice.ByHash hash ? new Draw(hash.seed()) : null;
        this.leaving = new Leaving(core, ports, targets, choice, draw);
        this.load = load;
        this.passing = new Passing(core, choice, new Ways(core), load, draw);
        this.mass = new double[targets.gates()][];
        this.uses = new int[targets.gates()];
        this.shared = new boolean[targets.gates()];
    }

    /// Adds what `demand` puts on each link.
    void add(Demand demand) {
        boolean each = choice instanceof Choice.ByTarget;
        int nodes = core.network().nodes();
        int[] kindOf = new int[nodes];
        Arrays.setAll(kindOf, each ? node -> node : targets::of);
        Arrivals arrivals = new Arrivals(demand, kindOf, each ? nodes : targets.classes());
        List<Senders> senders = demand.crosses().stream().map(cross -> new Senders(cross, core, ports, targets)).toList();
        Crossing crossing = new Crossing(core, ports, targets, leaving, this, choice);
        senders.forEach(crossing::leave);
        for (int kind : arrivals.kinds()) {
            count(targets.of(arrivals.receiver(kind)));
        }
        for (int kind : arrivals.kinds()) {
            int to = arrivals.receiver(kind);
            if (choice instanceof Choice.ByTarget target) {
                target.toward(to);
            }
            for (int at = arrivals.messageFrom(kind); at < arrivals.messageFrom(kind + 1); at++) {
                int message = arrivals.message(at);
                message(demand.messages().from(message), demand.messages().to(message), demand.messages().bytes(message));
            }
            for (int at = arrivals.crossFrom(kind); at < arrivals.crossFrom(kind + 1); at++) {
                crossing.arrive(senders.get(arrivals.cross(at)), arrivals, at);
            }
            finish(to, each);
        }
    }

    private void count(int kind) {
        for (int g = 0; g < targets.gatesOf(kind); g++) {
            int gate = targets.gate(kind, g);
            shared[gate] = ++uses[gate] > 1;
        }
    }

    private void message(int from, int to, double bytes) {
        if (leaving.direct(from, to, bytes, load)) {
            return;
        }
        int used = leaving.choose(from, to, targets.of(to));
        if (used == 0) {
            throw new Cut();
        }
        for (int i = 0; i < used; i++) {
            double amount = bytes * leaving.share(i);
            send(leaving.link(i), amount);
            gather(leaving.gate(i), leaving.end(i), amount);
            arrive(leaving.gate(i), to, amount);
        }
    }

    /// Puts bytes on the link of a port.
    void send(int link, double bytes) {
        if (link != Ports.NO_LINK) {
            load[link] += bytes;
        }
    }

    /// Notes what is to be carried from a node of the core to a gate.
    void gather(int gate, int number, double bytes) {
        double[] row = mass[gate];
        if (row == null) {
            row = new double[core.partSize(targets.part(gate))];
            mass[gate] = row;
        }
        row[number - core.partStart(core.part(number))] += bytes;
    }

    /// Puts bytes that come through a gate on the ports of their receiver; where a gate has several nodes, that waits until they have come.
    void arrive(int gate, int to, double bytes) {
        if (!targets.wide(gate)) {
            leaving.deliver(gate, to, bytes, load);
        }
    }

    /// Puts bytes on links from card to card.
    void direct(int from, int to, double bytes) {
        leaving.direct(from, to, bytes, load);
    }

    private void finish(int to, boolean each) {
        int kind = targets.of(to);
        for (int g = 0; g < targets.gatesOf(kind); g++) {
            int gate = targets.gate(kind, g);
            if ((--uses[gate] == 0 || each) && mass[gate] != null) {
                carry(gate, to, each);
                if (uses[gate] == 0) {
                    mass[gate] = null;
                }
            }
        }
    }

    private void carry(int gate, int to, boolean each) {
        double[] row = mass[gate];
        int part = targets.part(gate);
        if (aside != null) {
            stepAside(gate, to, row);
            return;
        }
        boolean again = each && shared[gate];
        if (!again || known != gate) {
            // Ways that serve one target after the other are found whole; others only as far as somebody sends.
            passing.ways().find(part, targets.nodes(gate), again ? null : row);
            passing.begin(part);
            known = again ? gate : -1;
        }
        pass(gate, to, row);
    }

    private void stepAside(int gate, int to, double[] row) {
        int part = targets.part(gate);
        int first = core.partStart(part);
        // The search has to meet all neighbours of those that send.
        double[] met = row.clone();
        for (int node = 0; node < row.length; node++) {
            for (int at = core.outFrom(first + node); row[node] != 0 && at < core.outFrom(first + node + 1); at++) {
                met[core.outNode(at) - first] = 1;
            }
        }
        passing.ways().find(part, targets.nodes(gate), met);
        passing.begin(part);
        pass(gate, to, passing.aside(row, aside));
    }

    private void pass(int gate, int to, double[] row) {
        if (!passing.all(row)) {
            throw new Cut();
        }
        int first = core.partStart(targets.part(gate));
        for (int number : targets.nodes(gate)) {
            if (targets.wide(gate)) {
                leaving.deliver(number, to, row[number - first], load);
            }
            row[number - first] = 0;
        }
    }
}
