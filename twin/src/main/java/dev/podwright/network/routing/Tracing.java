package dev.podwright.network.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Follows messages one by one.
final class Tracing {
    private final Core core;
    private final Ports ports;
    private final Targets targets;
    private final Choice choice;
    private final int flows;
    private final Leaving leaving;
    /// Which nodes send one step aside before they take shortest ways; null = none.
    private final boolean[] aside;
    /// Shares of the message at hand on each link.
    private final double[] share;
    private final List<Trickle> trickles = new ArrayList<>();
    private int[] gates = new int[1];
    private int used;

    /// Takes what a message uses.
    interface Sink {
        /// @param message its number
        /// @param share of the message that the link carries
        void use(int message, int link, double share);
    }

    /// @param flows into which each message is divided
    /// @param aside which nodes send one step aside before they take shortest ways; null = none
    Tracing(Core core, Ports ports, Targets targets, Choice choice, int flows, boolean[] aside) {
        this.aside = aside;
        this.core = core;
        this.ports = ports;
        this.targets = targets;
        this.choice = choice;
        this.flows = flows;
        this.leaving = new Leaving(core, ports, targets, choice, null);
        this.share = new double[core.network().links()];
    }

    /// Tells the links of each message, all of one message before those of another, in no certain order of messages.
    void of(Messages messages, Sink sink) {
        int[] kindOf = new int[core.network().nodes()];
        Arrays.setAll(kindOf, targets::of);
        Arrivals arrivals = new Arrivals(new Demand(messages, List.of()), kindOf, targets.classes());
        for (int kind : arrivals.kinds()) {
            find(arrivals, kind);
            for (int at = arrivals.messageFrom(kind); at < arrivals.messageFrom(kind + 1); at++) {
                int message = arrivals.message(at);
                follow(messages.from(message), messages.to(message), kind);
                tell(messages.from(message), messages.to(message), message, sink);
            }
        }
    }

    private void find(Arrivals arrivals, int kind) {
        used = targets.gatesOf(kind);
        if (used > gates.length) {
            gates = new int[used];
        }
        while (trickles.size() < used) {
            trickles.add(new Trickle(new Passing(core, choice, new Ways(core), share)));
        }
        Messages messages = arrivals.demand().messages();
        for (int g = 0; g < used; g++) {
            gates[g] = targets.gate(kind, g);
            int part = targets.part(gates[g]);
            double[] senders = new double[core.partSize(part)];
            for (int at = arrivals.messageFrom(kind); at < arrivals.messageFrom(kind + 1); at++) {
                int from = messages.from(arrivals.message(at));
                for (int port = ports.outFrom(from); port < ports.outFrom(from + 1); port++) {
                    if (core.part(ports.outEnd(port)) == part) {
                        mark(ports.outEnd(port), core.partStart(part), senders);
                    }
                }
            }
            trickles.get(g).passing().ways().find(part, targets.nodes(gates[g]), senders);
            trickles.get(g).passing().begin(part);
        }
    }

    private void mark(int number, int first, double[] senders) {
        senders[number - first] = 1;
        for (int at = core.outFrom(number); aside != null && at < core.outFrom(number + 1); at++) {
            senders[core.outNode(at) - first] = 1;
        }
    }

    private void follow(int from, int to, int kind) {
        for (int flow = 0; flow < flows; flow++) {
            switch (choice) {
                case Choice.ByHash hash -> hash.of(from, to, flow);
                case Choice.ByTarget target -> target.toward(to);
                case Choice.Even _, Choice.Proportional _ -> {}
            }
            flow(from, to, kind);
        }
    }

    private void flow(int from, int to, int kind) {
        if (leaving.direct(from, to, 1.0 / flows, share)) {
            return;
        }
        int chosen = leaving.choose(from, to, kind);
        if (chosen == 0) {
            throw new Cut();
        }
        for (int i = 0; i < chosen; i++) {
            double part = leaving.share(i) / flows;
            if (leaving.link(i) != Ports.NO_LINK) {
                share[leaving.link(i)] += part;
            }
            start(trickle(leaving.gate(i)), leaving.end(i), part);
        }
        for (int g = 0; g < used; g++) {
            Trickle trickle = trickles.get(g);
            trickle.run();
            for (int number : targets.nodes(gates[g])) {
                double come = trickle.at(number - core.partStart(core.part(number)));
                if (come > 0) {
                    leaving.deliver(number, to, come, share);
                }
            }
            trickle.rest();
        }
    }

    private void start(Trickle trickle, int number, double part) {
        int first = core.partStart(core.part(number));
        int node = number - first;
        int beside = aside != null && aside[core.node(number)] ? trickle.passing().beside(node) : 0;
        for (int at = core.outFrom(number); beside > 0 && at < core.outFrom(number + 1); at++) {
            if (trickle.passing().isBeside(node, at)) {
                share[core.outLink(at)] += part / beside;
                trickle.start(core.outNode(at) - first, part / beside);
            }
        }
        if (beside == 0 && !trickle.start(node, part)) {
            throw new Cut();
        }
    }

    private Trickle trickle(int gate) {
        int g = 0;
        while (gates[g] != gate) {
            g++;
        }
        return trickles.get(g);
    }

    /// Tells what the flows of a message left on links, in the order of the links on the way.
    private void tell(int from, int to, int message, Sink sink) {
        for (int at = ports.directFrom(from); at < ports.directFrom(from + 1); at++) {
            tell(ports.directLink(at), message, sink);
        }
        for (int at = ports.outFrom(from); at < ports.outFrom(from + 1); at++) {
            tell(ports.outLink(at), message, sink);
            for (int next = core.outFrom(ports.outEnd(at)); aside != null && next < core.outFrom(ports.outEnd(at) + 1); next++) {
                tell(core.outLink(next), message, sink);
            }
        }
        for (int g = 0; g < used; g++) {
            Trickle trickle = trickles.get(g);
            Ways ways = trickle.passing().ways();
            for (int i = 0; i < trickle.visited(); i++) {
                int node = trickle.node(i);
                for (int at = ways.from(node); at < ways.from(node + 1); at++) {
                    tell(ways.link(at), message, sink);
                }
            }
            trickle.clear();
        }
        for (int at = ports.inFrom(to); at < ports.inFrom(to + 1); at++) {
            tell(ports.inLink(at), message, sink);
        }
    }

    private void tell(int link, int message, Sink sink) {
        if (link != Ports.NO_LINK && share[link] > 0) {
            sink.use(message, link, share[link]);
            share[link] = 0;
        }
    }
}
