package dev.podwright.network.routing;

import java.util.Arrays;

/// Gathers what many send to many.
final class Crossing {
    private final Core core;
    private final Ports ports;
    private final Targets targets;
    private final Leaving leaving;
    private final Loading loading;
    /// Chooses for each flow; null = flows are not told apart.
    private final Choice.ByHash hash;
    /// Messages from each node of the core to the class at hand.
    private final double[] tally;
    /// Messages that reach each part of the core, for each receiver of the class.
    private final double[] inPart;
    /// Receivers of the class at hand to which a card sends nothing over the core: itself and those it has a link to.
    private final int[] left;
    private int[] leftFrom = new int[1];
    private int[] leftTo = new int[1];
    private int lefts;

    Crossing(Core core, Ports ports, Targets targets, Leaving leaving, Loading loading, Choice choice) {
        this.hash = choice instanceof Choice.ByHash by ? by : null;
        this.core = core;
        this.ports = ports;
        this.targets = targets;
        this.leaving = leaving;
        this.loading = loading;
        this.tally = new double[core.size()];
        this.inPart = new double[core.parts()];
        this.left = new int[core.network().nodes()];
    }

    /// Puts what senders with one port send on that port, and on links from card to card.
    void leave(Senders senders) {
        Cross cross = senders.cross();
        for (int i = 0; i < cross.from().length; i++) {
            int node = cross.from()[i];
            double bytes = cross.times()[i] * cross.bytes();
            int over = cross.to().length - (cross.receives(node) ? 1 : 0);
            int before = -1;
            for (int at = ports.directFrom(node); at < ports.directFrom(node + 1); at++) {
                int to = ports.directEnd(at);
                // Cables side by side come one after the other only by chance: each neighbour counts where it comes first.
                if (to != before && first(node, at) && cross.receives(to)) {
                    direct(node, to, bytes);
                    over--;
                }
                before = to;
            }
            if (senders.port(i) >= 0) {
                loading.send(ports.outLink(senders.port(i)), over * bytes);
            }
        }
    }

    private void direct(int from, int to, double bytes) {
        if (hash == null) {
            loading.direct(from, to, bytes);
            return;
        }
        for (int flow = 0; flow < bytes; flow++) {
            hash.of(from, to, flow);
            loading.direct(from, to, 1);
        }
    }

    private boolean first(int node, int at) {
        for (int earlier = ports.directFrom(node); earlier < at; earlier++) {
            if (ports.directEnd(earlier) == ports.directEnd(at)) {
                return false;
            }
        }
        return true;
    }

    /// Gathers what goes to the receivers of one class.
    ///
    /// @param at the place of the cross in `arrivals`
    void arrive(Senders senders, Arrivals arrivals, int at) {
        Cross cross = senders.cross();
        int first = arrivals.receiverFrom(at);
        int end = arrivals.receiverTo(at);
        int kind = targets.of(arrivals.receiverAt(first));
        lefts = 0;
        for (int place = first; place < end; place++) {
            leaveOut(cross, arrivals.receiverAt(place));
        }
        Arrays.fill(inPart, 0);
        counted(senders, kind, end - first);
        for (int node : senders.choosing()) {
            if (hash == null) {
                chosen(cross, node, arrivals.receiverAt(first), kind, end - first - left[node]);
                continue;
            }
            for (int place = first; place < end; place++) {
                hashed(cross, node, arrivals.receiverAt(place), kind);
            }
        }
        int from = 0;
        for (int place = first; place < end; place++) {
            from = deliver(senders, arrivals.receiverAt(place), kind, from);
        }
        for (int i = 0; i < lefts; i++) {
            left[leftFrom[i]] = 0;
        }
    }

    private void leaveOut(Cross cross, int to) {
        if (cross.times(to) > 0) {
            leaveOut(to, to);
        }
        for (int at = ports.directFrom(to); at < ports.directFrom(to + 1); at++) {
            int from = ports.directEnd(at);
            if (first(to, at) && cross.times(from) > 0 && ports.directs(from, to) > 0) {
                leaveOut(from, to);
            }
        }
    }

    private void leaveOut(int from, int to) {
        if (lefts == leftFrom.length) {
            leftFrom = Arrays.copyOf(leftFrom, 2 * lefts);
            leftTo = Arrays.copyOf(leftTo, 2 * lefts);
        }
        leftFrom[lefts] = from;
        leftTo[lefts++] = to;
        left[from]++;
    }

    private void counted(Senders senders, int kind, int receivers) {
        Cross cross = senders.cross();
        for (int p = 0; p < senders.places(); p++) {
            tally[senders.number(p)] = senders.count(p) * receivers;
            inPart[core.part(senders.number(p))] += senders.count(p);
        }
        for (int i = 0; i < lefts; i++) {
            int port = senders.portOf(leftFrom[i]);
            if (port >= 0) {
                tally[ports.outEnd(port)] -= cross.times(leftFrom[i]);
            }
        }
        int part = -1;
        int gate = -1;
        for (int p = 0; p < senders.places(); p++) {
            int number = senders.number(p);
            if (core.part(number) != part) {
                part = core.part(number);
                gate = targets.gateIn(kind, part);
            }
            if (gate >= 0) {
                loading.gather(gate, number, tally[number] * cross.bytes());
            } else if (tally[number] > 0) {
                throw new Cut();
            }
        }
    }

    private void chosen(Cross cross, int node, int to, int kind, int receivers) {
        int used = leaving.choose(node, to, kind);
        if (used == 0 && receivers > 0) {
            throw new Cut();
        }
        double times = cross.times(node);
        for (int i = 0; i < used; i++) {
            double bytes = times * receivers * leaving.share(i) * cross.bytes();
            // Receivers that are left out are taken from this again, one by one.
            inPart[core.part(leaving.end(i))] += times * leaving.share(i);
            loading.send(leaving.link(i), bytes);
            loading.gather(leaving.gate(i), leaving.end(i), bytes);
        }
    }

    /// Sends flow by flow.
    private void hashed(Cross cross, int node, int to, int kind) {
        if (node == to || ports.directs(node, to) > 0) {
            return;
        }
        for (int flow = 0; flow < cross.times(node) * cross.bytes(); flow++) {
            hash.of(node, to, flow);
            if (leaving.choose(node, to, kind) == 0) {
                throw new Cut();
            }
            loading.send(leaving.link(0), 1);
            loading.gather(leaving.gate(0), leaving.end(0), 1);
            loading.arrive(leaving.gate(0), to, 1);
        }
    }

    /// @param from where what is left out toward `to` begins
    /// @return where it ends
    private int deliver(Senders senders, int to, int kind, int from) {
        Cross cross = senders.cross();
        int end = from;
        while (end < lefts && leftTo[end] == to) {
            end++;
        }
        for (int g = 0; g < targets.gatesOf(kind); g++) {
            int gate = targets.gate(kind, g);
            double messages = inPart[targets.part(gate)];
            for (int i = from; i < end; i++) {
                messages -= cross.times(leftFrom[i]) * shareIn(senders, leftFrom[i], to, targets.part(gate));
            }
            loading.arrive(gate, to, messages * cross.bytes());
        }
        return end;
    }

    /// How much of what a card sends to a receiver was counted in one part of the core.
    private double shareIn(Senders senders, int from, int to, int part) {
        int port = senders.portOf(from);
        if (port >= 0) {
            return core.part(ports.outEnd(port)) == part ? 1 : 0;
        }
        if (hash != null) {
            return 0;
        }
        int used = leaving.choose(from, to, targets.of(to));
        double share = 0;
        for (int i = 0; i < used; i++) {
            share += core.part(leaving.end(i)) == part ? leaving.share(i) : 0;
        }
        return share;
    }
}
