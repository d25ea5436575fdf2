package dev.podwright.network.routing;

import dev.podwright.network.flow.Routes;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

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

    /// @param flows how many there are
    /// @param flowOf the flow of each message, in ascending order
    Routes routes(int flows, IntUnaryOperator flowOf) {
        Routes routes = new Routes(flows, flows == 0 ? 1 : size / flows + 1);
        int message = 0;
        for (int flow = 0; flow < flows; flow++) {
            for (; message < starts.length && flowOf.applyAsInt(message) == flow; message++) {
                for (int i = starts[message]; i < starts[message] + counts[message]; i++) {
                    routes.use(links[i], shares[i]);
                }
            }
            routes.end();
        }
        return routes;
    }
}
