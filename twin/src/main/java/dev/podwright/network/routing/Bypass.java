package dev.podwright.network.routing;

import dev.podwright.network.Network;
import dev.podwright.network.Tier;
import java.util.Arrays;
import java.util.List;

/// Ways on a grid that leave along a dimension in which sender and receiver agree, run beside the straight way and come back: in a mesh of two
/// dimensions, over all other rows.
final class Bypass {
    /// More legs than that are not taken: patterns of so many pairs fill all dimensions by themselves.
    private static final long MOST = 1 << 20;

    private final Network network;
    private final Tier cards;
    private final int[] lengths;
    private final int[] strides;

    Bypass(Network network) {
        this.network = network;
        this.cards = network.tiers().getFirst();
        List<Integer> grid = network.grid();
        this.lengths = grid.stream().mapToInt(Integer::intValue).toArray();
        this.strides = new int[lengths.length];
        int stride = 1;
        for (int d = 0; d < lengths.length; d++) {
            strides[d] = stride;
            stride *= lengths[d];
        }
    }

    /// The legs of all messages, each message divided evenly among its ways; straight where it has none.
    ///
    /// @return null if there are no such ways, or too many
    Messages of(Demand demand) {
        int most = Arrays.stream(lengths).map(length -> length - 1).sum();
        long pairs = demand.messages().size() + demand.crosses().stream().mapToLong(cross -> (long) cross.from().length * cross.to().length).sum();
        if (lengths.length < 2 || pairs * most > MOST) {
            return null;
        }
        Messages legs = new Messages();
        Messages messages = demand.messages();
        boolean any = false;
        for (int m = 0; m < messages.size(); m++) {
            any |= add(messages.from(m), messages.to(m), messages.bytes(m), messages.origin(m), legs);
        }
        for (Cross cross : demand.crosses()) {
            for (int i = 0; i < cross.from().length; i++) {
                for (int to : cross.to()) {
                    any |= cross.from()[i] != to && add(cross.from()[i], to, cross.times()[i] * cross.bytes(), 0, legs);
                }
            }
        }
        return any ? legs : null;
    }

    private boolean add(int from, int to, double bytes, int origin, Messages legs) {
        int ways = onGrid(from) && onGrid(to) ? ways(from, to, null, 0, origin) : 0;
        if (ways == 0) {
            legs.add(from, to, bytes, origin);
            return false;
        }
        ways(from, to, legs, bytes / ways, origin);
        return true;
    }

    private boolean onGrid(int node) {
        return node >= cards.first() && node < cards.first() + cards.size();
    }

    /// Counts the ways, and adds the legs of each where they are asked for.
    private int ways(int from, int to, Messages legs, double bytes, int origin) {
        int found = 0;
        for (int d = 0; d < lengths.length; d++) {
            int place = (from - cards.first()) / strides[d] % lengths[d];
            if (place != (to - cards.first()) / strides[d] % lengths[d]) {
                continue;
            }
            for (int other = 0; other < lengths[d]; other++) {
                int out = from + (other - place) * strides[d];
                int back = to + (other - place) * strides[d];
                if (other != place && linked(from, out) && linked(back, to)) {
                    found++;
                    if (legs != null) {
                        legs.add(from, out, bytes, origin);
                        legs.add(out, back, bytes, origin);
                        legs.add(back, to, bytes, origin);
                    }
                }
            }
        }
        return found;
    }

    private boolean linked(int from, int to) {
        for (int at = network.firstOut(from); at < network.firstOut(from + 1); at++) {
            if (network.to(network.out(at)) == to && network.capacity(network.out(at)) > 0) {
                return true;
            }
        }
        return false;
    }
}
