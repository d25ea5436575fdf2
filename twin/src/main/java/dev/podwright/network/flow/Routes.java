package dev.podwright.network.flow;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/// The links that each of many flows uses, one flow after the other. A flow that is split over several ways uses a share of each of their
/// links; a class of flows alike uses a link as often as its members do.
public final class Routes {
    private int[] starts;
    private int[] links;
    private double[] shares;
    private int flows;
    private int entries;

    /// @param flows expected
    /// @param links of one flow, expected
    public Routes(int flows, int links) {
        this.starts = new int[flows + 1];
        this.links = new int[Math.max(1, flows * links)];
    }

    /// The flow that [#use] adds to is done: the next one begins.
    public void end() {
        if (++flows == starts.length) {
            starts = Arrays.copyOf(starts, 2 * flows);
        }
        starts[flows] = entries;
    }

    /// The flow that is being described uses all of itself on `link`.
    public void use(int link) {
        use(link, 1);
    }

    /// The flow that is being described uses so many times its rate on `link`.
    public void use(int link, double share) {
        if (entries == links.length) {
            links = Arrays.copyOf(links, 2 * entries);
            shares = shares == null ? null : Arrays.copyOf(shares, 2 * entries);
        }
        if (share != 1 && shares == null) {
            // Most networks carry whole flows only: no memory for shares until one is split.
            shares = new double[links.length];
            Arrays.fill(shares, 0, entries, 1);
        }
        links[entries] = link;
        if (shares != null) {
            shares[entries] = share;
        }
        entries++;
    }

    public int flows() {
        return flows;
    }

    /// Links of all flows together.
    int entries() {
        return entries;
    }

    /// Adds all flows of `others` behind those that are there.
    public void append(Routes others) {
        for (int f = 0; f < others.flows; f++) {
            for (int e = others.from(f); e < others.to(f); e++) {
                use(others.link(e), others.share(e));
            }
            end();
        }
    }

    /// Of each flow the sum over its links of what a link has, times its share of it: such as the latency of its way.
    public double[] sums(IntToDoubleFunction ofLink) {
        double[] sums = new double[flows];
        for (int f = 0; f < flows; f++) {
            for (int e = from(f); e < to(f); e++) {
                sums[f] += share(e) * ofLink.applyAsDouble(link(e));
            }
        }
        return sums;
    }

    int from(int flow) {
        return starts[flow];
    }

    int to(int flow) {
        return starts[flow + 1];
    }

    int link(int entry) {
        return links[entry];
    }

    double share(int entry) {
        return shares == null ? 1 : shares[entry];
    }

    /// Whether any flow is split.
    boolean split() {
        return shares != null;
    }
}
