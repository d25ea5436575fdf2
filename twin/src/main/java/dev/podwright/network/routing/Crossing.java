package dev.podwright.network.routing;

import java.util.Arrays;

/// Gathers what many send to many.
final class Crossing {
    private final Core core;
    private final Ports ports;
    private final Targets targets;
    private final Leaving leaving;
    private final Loading loading;
    /// Messages from each node of the core to the class at hand.
    private final double[] tally;
    /// Messages that reach each part of the core, for each receiver of the class.
    private final double[] inPart;
    /// Receivers of the class at hand to which a card sends nothing over the core: itself and those it has a link to.
    private final int[] left;
    private int[] leftFrom = new int[1];
    private int[] leftTo = new int[1];
    private int lefts;

    Crossing(Core core, Ports ports, Targets targets, Leaving leaving, Loading loading) {
        this.core = core;
        this.ports = ports;
        this.targets = targets;
        this.leaving = leaving;
        this.loading = loading;
        this.tally = new double[core.size()];
        this.inPart = new double[core.parts()];
        this.left = new int[core.network().nodes()];
    }

    private boolean single(int node) {
        return ports.outFrom(node + 1) - ports.outFrom(node) == 1;
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
                    loading.direct(node, to, bytes);
                    over--;
                }
                before = to;
            }
            if (single(node)) {
                loading.send(ports.outLink(ports.outFrom(node)), over * bytes);
            }
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
            chosen(cross, node, arrivals.receiverAt(first), kind, end - first - left[node]);
        }
        int from = 0;
        for (int place = first; place < end; place++) {
            from = deliver(cross, arrivals.receiverAt(place), kind, from);
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
            if (single(leftFrom[i])) {
                tally[ports.outEnd(ports.outFrom(leftFrom[i]))] -= cross.times(leftFrom[i]);
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

    /// @param from where what is left out toward `to` begins
    /// @return where it ends
    private int deliver(Cross cross, int to, int kind, int from) {
        int end = from;
        while (end < lefts && leftTo[end] == to) {
            end++;
        }
        for (int g = 0; g < targets.gatesOf(kind); g++) {
            int gate = targets.gate(kind, g);
            double messages = inPart[targets.part(gate)];
            for (int i = from; i < end; i++) {
                messages -= cross.times(leftFrom[i]) * shareIn(leftFrom[i], to, kind, targets.part(gate));
            }
            loading.arrive(gate, to, messages * cross.bytes());
        }
        return end;
    }

    /// How much of what a card sends to a class goes through one part of the core.
    private double shareIn(int from, int to, int kind, int part) {
        int used = leaving.choose(from, to, kind);
        double share = 0;
        for (int i = 0; i < used; i++) {
            share += core.part(leaving.end(i)) == part ? leaving.share(i) : 0;
        }
        return share;
    }
}
