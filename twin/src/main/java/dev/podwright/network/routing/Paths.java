package dev.podwright.network.routing;

import dev.podwright.network.flow.Routes;
import java.util.Arrays;

/// Links of flows that are told in any order.
final class Paths {
    /// Links of a flow, as a start.
    private static final int EXPECTED = 4;

    private final int[] counts;
    private int[] flows;
    private int[] links;
    private double[] shares;
    private int size;

    Paths(int flows) {
        this.counts = new int[flows];
        this.flows = new int[EXPECTED * flows + 1];
        this.links = new int[this.flows.length];
        this.shares = new double[this.flows.length];
    }

    void use(int flow, int link, double share) {
        if (size == links.length) {
            flows = Arrays.copyOf(flows, 2 * size);
            links = Arrays.copyOf(links, 2 * size);
            shares = Arrays.copyOf(shares, 2 * size);
        }
        counts[flow]++;
        flows[size] = flow;
        links[size] = link;
        shares[size++] = share;
    }

    /// Flow by flow, the links of each as they were told.
    Routes routes() {
        int[] starts = new int[counts.length + 1];
        for (int f = 0; f < counts.length; f++) {
            starts[f + 1] = starts[f] + counts[f];
        }
        int[] at = Arrays.copyOf(starts, counts.length);
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[at[flows[i]]++] = i;
        }
        Routes routes = new Routes(counts.length, counts.length == 0 ? 1 : size / counts.length + 1);
        for (int f = 0; f < counts.length; f++) {
            for (int i = starts[f]; i < starts[f + 1]; i++) {
                routes.use(links[order[i]], shares[order[i]]);
            }
            routes.end();
        }
        return routes;
    }
}
