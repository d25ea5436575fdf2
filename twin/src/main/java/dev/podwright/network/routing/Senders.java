package dev.podwright.network.routing;

import java.util.Arrays;

/// The senders of a [Cross] by how they hang on the core: those with one port are counted together where they hang, the others choose
/// among their ports each time.
final class Senders {
    private final Cross cross;
    /// Core numbers where senders with one port hang, and how many messages they send to each receiver.
    private final int[] numbers;
    private final double[] counts;
    private final int[] choosing;

    Senders(Cross cross, Core core, Ports ports) {
        this.cross = cross;
        double[] all = new double[core.size()];
        int[] several = new int[cross.from().length];
        int found = 0;
        for (int i = 0; i < cross.from().length; i++) {
            int node = cross.from()[i];
            int first = ports.outFrom(node);
            if (ports.outFrom(node + 1) - first == 1) {
                all[ports.outEnd(first)] += cross.times()[i];
            } else {
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

    /// Those that have no port, or several.
    int[] choosing() {
        return choosing;
    }
}
