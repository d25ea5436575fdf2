package dev.podwright.network.routing;

import java.util.Arrays;

/// The senders of a [Cross] by how they hang on the core: those that have one port of use are counted together where they hang, the others choose
/// among their ports each time. A port is of use if it leads to a part of the core where some other receiver has a gate: the switch inside a server
/// is of none to those who speak to other servers.
final class Senders {
    private final Cross cross;
    /// The port of use of each sender, -1 if it has none or several.
    private final int[] port;
    /// Core numbers where senders with one port hang, and how many messages they send to each receiver.
    private final int[] numbers;
    private final double[] counts;
    private final int[] choosing;

    Senders(Cross cross, Core core, Ports ports, Targets targets) {
        this.cross = cross;
        int[] gates = new int[core.parts()];
        for (int to : cross.to()) {
            for (int g = 0; g < targets.gatesOf(targets.of(to)); g++) {
                gates[targets.part(targets.gate(targets.of(to), g))]++;
            }
        }
        double[] all = new double[core.size()];
        int[] several = new int[cross.from().length];
        int found = 0;
        this.port = new int[cross.from().length];
        for (int i = 0; i < port.length; i++) {
            int node = cross.from()[i];
            boolean receives = cross.receives(node);
            port[i] = -1;
            int useful = 0;
            for (int at = ports.outFrom(node); at < ports.outFrom(node + 1); at++) {
                int part = core.part(ports.outEnd(at));
                if (gates[part] > (receives && targets.gateIn(targets.of(node), part) >= 0 ? 1 : 0)) {
                    useful++;
                    port[i] = at;
                }
            }
            if (useful == 1) {
                all[ports.outEnd(port[i])] += cross.times()[i];
            } else {
                port[i] = -1;
                several[found++] = node;
            }
        }
        this.choosing = Arrays.copyOf(several, found);
        int[] places = new int[core.size()];
        int used = 0;
        for (int n = 0; n < all.length; n++) {
            if (all[n] > 0) {
                places[used++] = n;
            }
        }
        this.numbers = Arrays.copyOf(places, used);
        this.counts = new double[used];
        for (int i = 0; i < used; i++) {
            counts[i] = all[numbers[i]];
        }
    }

    /// The only port of use of the `index`-th sender; -1 if it has none or several.
    int port(int index) {
        return port[index];
    }

    /// The same of a node; -1 too if it sends nothing.
    int portOf(int node) {
        int at = Arrays.binarySearch(cross.from(), node);
        return at < 0 ? -1 : port[at];
    }

    Cross cross() {
        return cross;
    }

    int places() {
        return numbers.length;
    }

    int number(int place) {
        return numbers[place];
    }

    double count(int place) {
        return counts[place];
    }

    /// Those that have no port of use, or several.
    int[] choosing() {
        return choosing;
    }
}
