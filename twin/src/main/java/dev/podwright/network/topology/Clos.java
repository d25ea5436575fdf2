package dev.podwright.network.topology;

import dev.podwright.catalog.Shape;
import java.util.ArrayList;
import java.util.List;

/// How many switches of a size join so many leaves. Two tiers reach `radix` leaves; above that, units of radix/2 leaves and as many spines
/// are joined by cores: the counts of NVIDIA's reference architecture (docs.nvidia.com, DGX SuperPOD B200: 16/8, 32/16, 64/32 leaves/spines up to
/// 2,048 GPUs, then 128/128/64, 256/256/128, 512/512/256 with cores) and of DeepSeek's planes (arXiv 2505.09343: 64/32).
///
/// @param radix ports of a switch
/// @param perLeaf of them to cards
/// @param switches above each leaf, if known, else 0
record Clos(int radix, int perLeaf, int switches) {
    /// Ports of the switches of both sources above.
    static final int PORTS = 64;

    /// @param server cards joined inside already
    /// @param span cards of the network
    static Clos of(Shape shape, int server, int span) {
        int radix = shape.radix() > 0 ? shape.radix() : PORTS;
        int hanging = shape.rails() ? span / server : span;
        int rails = shape.rails() && !shape.apart() ? server : 1;
        while (true) {
            int perLeaf = shape.leaf() > 0 ? shape.leaf() : shape.rails() ? radix / 2 : whole(server, radix / 2);
            Clos clos = new Clos(radix, perLeaf, shape.switches());
            long leaves = (hanging + perLeaf - 1L) / perLeaf * rails;
            if (shape.switches() > 0 || leaves <= (long) radix * radix / 2) {
                return clos;
            }
            radix *= 2;
        }
    }

    /// The most cards up to `most` that are whole servers or a whole part of one.
    private static int whole(int server, int most) {
        if (server <= most) {
            return most / server * server;
        }
        int part = most;
        while (server % part != 0) {
            part--;
        }
        return part;
    }

    /// @param leaves to join
    /// @param capacity bytes/s upwards of one leaf
    /// @param names of the tiers above it
    List<Stage> stages(int leaves, double capacity, List<String> names) {
        List<Stage> stages = new ArrayList<>();
        if (leaves == 1) {
            return stages;
        }
        int up = radix - perLeaf;
        if (switches > 0) {
            stages.add(new Stage(names.getFirst(), leaves, switches, 1, capacity, 0));
        } else if (leaves <= radix) {
            int spines = divisor(up, (double) leaves * up / radix);
            stages.add(new Stage(names.getFirst(), leaves, spines, up / spines, capacity, 0));
        } else {
            int half = radix / 2;
            int units = (leaves + half - 1) / half;
            int cores = divisor(half, units / 2.0);
            stages.add(new Stage(names.getFirst(), half, up, 1, capacity, 0));
            stages.add(new Stage(names.getLast(), units, cores, half / cores, capacity / up * half, 0));
        }
        return stages;
    }

    /// The smallest divisor of `whole` that is at least `least`, so that each switch below has equally many cables to each above.
    private static int divisor(int whole, double least) {
        for (int d = 1; d < whole; d++) {
            if (whole % d == 0 && d >= least) {
                return d;
            }
        }
        return whole;
    }
}
