package dev.podwright.network.routing;

import dev.podwright.network.Tier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Turns what crosses rails into legs: inside the sender's server to its card on the receiver's rail, then along that rail (PXN of NCCL
/// 2.12). Where that card or its rail is down, the first rail that serves takes its place: the rail of the sender, with a last leg inside the
/// receiver's server, then the others in order.
final class RailLegs {
    private final Core core;
    private final Ports ports;
    private final Targets targets;
    private final Tier cards;
    private final int perServer;

    /// @param perServer cards of each server, each on a rail of its own
    RailLegs(Core core, Ports ports, Targets targets, int perServer) {
        this.core = core;
        this.ports = ports;
        this.targets = targets;
        this.perServer = perServer;
        this.cards = core.network().tiers().stream().filter(Tier::card).findFirst().orElseThrow();
    }

    /// The same demand in legs.
    Demand of(Demand demand) {
        Messages legs = new Messages();
        Messages messages = demand.messages();
        legs.expect(messages.size());
        for (int m = 0; m < messages.size(); m++) {
            add(messages.from(m), messages.to(m), messages.bytes(m), messages.origin(m), legs);
        }
        List<Cross> crosses = new ArrayList<>();
        demand.crosses().forEach(cross -> add(cross, legs, crosses));
        return new Demand(legs, crosses);
    }

    private boolean onRails(int node) {
        return node >= cards.first() && node < cards.first() + cards.size();
    }

    private int server(int node) {
        return (node - cards.first()) / perServer;
    }

    private int rail(int node) {
        return (node - cards.first()) % perServer;
    }

    private int card(int server, int rail) {
        return cards.first() + server * perServer + rail;
    }

    private void add(int from, int to, double bytes, int origin, Messages legs) {
        if (!onRails(from) || !onRails(to) || server(from) == server(to)) {
            legs.add(from, to, bytes, origin);
            return;
        }
        // The receiver's rail, the sender's, then all others.
        int via = serves(from, to, rail(to)) ? rail(to) : serves(from, to, rail(from)) ? rail(from)
                : IntStream.range(0, perServer).filter(rail -> serves(from, to, rail)).findFirst().orElse(-1);
        if (via < 0) {
            legs.add(from, to, bytes, origin);
            return;
        }
        legs.add(from, card(server(from), via), bytes, origin);
        legs.add(card(server(from), via), card(server(to), via), bytes, origin);
        legs.add(card(server(to), via), to, bytes, origin);
    }

    private boolean serves(int from, int to, int rail) {
        int out = card(server(from), rail);
        int in = card(server(to), rail);
        return joined(from, out) && joined(out, in) && joined(in, to);
    }

    /// Whether one leg leads from one card to another.
    private boolean joined(int from, int to) {
        if (from == to || ports.directs(from, to) > 0) {
            return true;
        }
        for (int at = ports.outFrom(from); at < ports.outFrom(from + 1); at++) {
            if (targets.gateIn(targets.of(to), core.part(ports.outEnd(at))) >= 0) {
                return true;
            }
        }
        return false;
    }

    private void add(Cross cross, Messages legs, List<Cross> crosses) {
        if (!Arrays.stream(cross.from()).allMatch(this::onRails) || !Arrays.stream(cross.to()).allMatch(this::onRails)) {
            throw new IllegalArgumentException("Only cards send all to all.");
        }
        int[][] byRail = new int[perServer][];
        int[][] parts = new int[perServer][];
        for (int rail = 0; rail < perServer; rail++) {
            int on = rail;
            byRail[rail] = Arrays.stream(cross.to()).filter(to -> rail(to) == on).toArray();
            parts[rail] = common(byRail[rail]);
        }
        int[][] out = new int[perServer][cross.from().length];
        int[][] times = new int[perServer][cross.from().length];
        int[] size = new int[perServer];
        int first = 0;
        int firstTo = 0;
        // Senders and receivers stand in ascending order: server by server.
        while (first < cross.from().length) {
            int server = server(cross.from()[first]);
            int end = first;
            int sends = 0;
            while (end < cross.from().length && server(cross.from()[end]) == server) {
                sends += cross.times()[end++];
            }
            while (firstTo < cross.to().length && server(cross.to()[firstTo]) < server) {
                firstTo++;
            }
            int endTo = firstTo;
            while (endTo < cross.to().length && server(cross.to()[endTo]) == server) {
                endTo++;
            }
            for (int i = first; i < end; i++) {
                for (int j = firstTo; j < endTo; j++) {
                    legs.add(cross.from()[i], cross.to()[j], cross.times()[i] * cross.bytes(), 0);
                }
            }
            for (int rail = 0; rail < perServer; rail++) {
                if (byRail[rail].length == 0) {
                    continue;
                }
                int proxy = card(server, rail);
                if (serves(cross, first, end, proxy, parts[rail])) {
                    int inside = Arrays.binarySearch(cross.to(), proxy) >= 0 ? 1 : 0;
                    for (int i = first; i < end; i++) {
                        legs.add(cross.from()[i], proxy, (byRail[rail].length - inside) * (cross.times()[i] * cross.bytes()), 0);
                    }
                    out[rail][size[rail]] = proxy;
                    times[rail][size[rail]++] = sends;
                } else {
                    oneByOne(cross, first, end, byRail[rail], legs);
                }
            }
            first = end;
            firstTo = endTo;
        }
        for (int rail = 0; rail < perServer; rail++) {
            if (size[rail] > 0) {
                crosses.add(new Cross(Arrays.copyOf(out[rail], size[rail]), Arrays.copyOf(times[rail], size[rail]), byRail[rail], cross.bytes()));
            }
        }
    }

    /// Parts of the core in which all of `receivers` have gates.
    private int[] common(int[] receivers) {
        if (receivers.length == 0) {
            return receivers;
        }
        int kind = targets.of(receivers[0]);
        return IntStream.range(0, targets.gatesOf(kind)).map(g -> targets.part(targets.gate(kind, g)))
                .filter(part -> Arrays.stream(receivers).allMatch(to -> targets.gateIn(targets.of(to), part) >= 0)).toArray();
    }

    /// Whether all senders of a server reach one of its cards, and this all receivers, which have gates in `parts`.
    private boolean serves(Cross cross, int first, int end, int proxy, int[] parts) {
        for (int i = first; i < end; i++) {
            if (!joined(cross.from()[i], proxy)) {
                return false;
            }
        }
        for (int at = ports.outFrom(proxy); at < ports.outFrom(proxy + 1); at++) {
            for (int part : parts) {
                if (core.part(ports.outEnd(at)) == part) {
                    return true;
                }
            }
        }
        return false;
    }

    private void oneByOne(Cross cross, int first, int end, int[] receivers, Messages legs) {
        for (int i = first; i < end; i++) {
            for (int to : receivers) {
                if (server(to) != server(cross.from()[i])) {
                    add(cross.from()[i], to, cross.times()[i] * cross.bytes(), 0, legs);
                }
            }
        }
    }
}
