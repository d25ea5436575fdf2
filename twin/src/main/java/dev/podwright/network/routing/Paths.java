package dev.podwright.network.routing;

import dev.podwright.network.flow.Routes;
import java.util.Arrays;

/// Links of messages that are told in any order, all of one message at once.
final class Paths {
    /// Links of a message, as a start.
    private static final int EXPECTED = 4;

    private final int[] starts;
    private final int[] counts;
    private int[] links;
    private double[] shares;
    private int size;

    Paths(int messages) {
        this.starts = new int[messages];
        this.counts = new int[messages];
        this.links = new int[EXPECTED * messages + 1];
        this.shares = new double[links.length];
    }

    void use(int message, int link, double share) {
        if (size == links.length) {
            links = Arrays.copyOf(links, 2 * size);
            shares = Arrays.copyOf(shares, 2 * size);
        }
        if (counts[message]++ == 0) {
            starts[message] = size;
        }
        links[size] = link;
        shares[size++] = share;
    }

    Routes routes() {
        Routes routes = new Routes(starts.length, starts.length == 0 ? 1 : size / starts.length + 1);
        for (int m = 0; m < starts.length; m++) {
            for (int i = starts[m]; i < starts[m] + counts[m]; i++) {
                routes.use(links[i], shares[i]);
            }
            routes.end();
        }
        return routes;
    }
}
