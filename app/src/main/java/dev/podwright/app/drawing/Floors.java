package dev.podwright.app.drawing;

import dev.podwright.app.Show;
import dev.podwright.network.Network;
import dev.podwright.network.topology.Wired;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The floors of a pod from the inside out: of groups that are alike the one where most is to be seen.
final class Floors {
    private final Wired wired;
    private final List<Storey> storeys;
    private final Traffic traffic;
    private final Anatomy anatomy;

    /// @param storeys that join more than one thing; empty = one that holds all ranks
    Floors(Wired wired, List<Storey> storeys, Traffic traffic) {
        this.wired = wired;
        this.storeys = storeys.isEmpty() ? List.of(new Storey(wired.network().name(), "pod", wired.ranks().length)) : storeys;
        this.traffic = traffic;
        this.anatomy = new Anatomy(wired.network(), wired.ranks(), this.storeys);
    }

    List<Floor> all() {
        List<Floor> floors = new ArrayList<>();
        int from = 0;
        while (from < storeys.size()) {
            int to = from;
            // The two dies of a package stand in the picture of what joins packages.
            if (from == 0 && storeys.size() > 1 && anatomy.groups(0) == 2 && floor(0, 0).direct()) {
                to++;
            } else if (from + 1 < storeys.size() && full(floor(from, from)) && full(floor(from + 1, from + 1))) {
                to++;
            }
            floors.add(floor(from, to));
            from = to + 1;
        }
        return floors;
    }

    private Floor floor(int from, int to) {
        return Floor.of(anatomy, traffic, wired.ranks(), from, to, groups(to) == 1 ? 0 : worst(from, to));
    }

    private int groups(int storey) {
        return Math.ceilDiv(wired.ranks().length, anatomy.size(storey));
    }

    /// The group of `to` with something broken, or with the busiest link.
    private int worst(int from, int to) {
        Network network = traffic.network();
        int worst = 0;
        double most = 0;
        for (int l = 0; l < network.links(); l++) {
            int storey = anatomy.storeyOfLink(l);
            double weight = traffic.down(l) ? 2 : traffic.slowed(l) ? 1 + (1 - network.capacity(l) / network.type(l).bandwidth()) / 2 : traffic.use(l);
            if (storey >= from && storey <= to && weight > most) {
                most = weight;
                worst = Math.min(anatomy.low(network.from(l)), anatomy.low(network.to(l))) / anatomy.size(to);
            }
        }
        return worst;
    }

    private static boolean full(Floor floor) {
        return floor.direct() && lattice(floor).filter(l -> l.allFull() && l.dimensions().size() == 1).isPresent();
    }

    static Optional<Lattice> lattice(Floor floor) {
        return Lattice.of(floor.members(), floor.byMember().joined(0));
    }

    /// Spare cards beside those of one group of the floor: joined to them, or an equal part of all.
    int spares(Floor floor) {
        return floor.from() == 0 ? wired.spares().length / groups(floor.to()) : 0;
    }

    String member(Floor floor) {
        return floor.from() == 0 ? "card" : storeys.get(floor.from() - 1).one();
    }

    String title(Floor floor) {
        Storey storey = storeys.get(floor.to());
        int groups = groups(floor.to());
        return groups == 1 ? "%s: the whole pod".formatted(storey.name())
                : floor.parent() == 0 ? "%s: one %s of %s".formatted(storey.name(), storey.one(), Show.count(groups))
                : "%s: %s %d of %s".formatted(storey.name(), storey.one(), floor.parent(), Show.count(groups));
    }
}
